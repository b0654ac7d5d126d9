using System.Diagnostics;
using Actors.Paxos;

namespace Actors.Runtime.Tracing;

/// <summary>A call that somebody looks at, by a trace of its register or by a span.</summary>
internal sealed class ObservedCall
{
    private readonly RoundTrace _trace;
    private readonly RegisterKey _key;
    private readonly Activity? _span;

    private ObservedCall(RoundTrace trace, RegisterKey key, Activity? span) => (_trace, _key, _span) = (trace, key, span);

    /// <summary>Null if nobody looks.</summary>
    public static ObservedCall? Begin(RegisterNode node, RegisterKey key, Proposal? own)
    {
        if (!node.Trace.IsOn && !WriteOnceActivities.Source.HasListeners()) return null;
        node.Trace.OnCall(key, own);
        return new ObservedCall(node.Trace, key, StartSpan(node, key, own));
    }

    public async Task<Outcome> EndAsync(Task<Outcome> call)
    {
        try
        {
            var outcome = await call.ConfigureAwait(false);
            End(outcome);
            return outcome;
        }
        catch
        {
            End(null);
            throw;
        }
    }

    private static Activity? StartSpan(RegisterNode node, RegisterKey key, Proposal? own)
    {
        var before = Activity.Current;
        var span = WriteOnceActivities.Source.StartActivity(own is null ? "write_once read" : "write_once propose");
        span?.SetTag("write_once.node", node.Name).SetTag("write_once.key", key.Value);
        // The call goes on without its caller, who must not find itself in this span.
        Activity.Current = before;
        return span;
    }

    private void End(Outcome? outcome)
    {
        _trace.OnEnd(_key, outcome);
        if (_span is null) return;
        if (outcome is not null) _span.SetTag("write_once.answered", outcome.Answered).SetTag("write_once.rounds", outcome.Rounds);
        _span.SetTag("write_once.outcome", outcome?.Kind switch
        {
            OutcomeKind.Decided => "decided",
            OutcomeKind.Undecided => "undecided",
            OutcomeKind.NoQuorum => "no_quorum",
            _ => "unknown",
        });
        if (outcome is not { Kind: OutcomeKind.Decided or OutcomeKind.Undecided }) _span.SetStatus(ActivityStatusCode.Error);
        _span.Dispose();
    }
}
