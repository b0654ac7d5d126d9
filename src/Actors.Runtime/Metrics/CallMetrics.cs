using Actors.Engine;
using Actors.Paxos;
using static Actors.Runtime.Metrics.WriteOnceMeter;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Actors.Runtime.Metrics;

/// <summary>How the calls at a node ended.</summary>
internal sealed class CallMetrics
{
    private const int TagsEach = 4;

    // In the order of CallKind and of OutcomeKind.
    private static readonly string[] CallNames = ["propose", "read"], OutcomeNames = ["decided", "undecided", "no_quorum", "unknown"], RoundNames = ["none", "fast", "classic"];

    private readonly TimeProvider _time;
    private readonly Tag _node;
    private readonly Tag[] _tags;
    private readonly DurationBuckets _decided = new();
    private long _fast, _classic, _noQuorum, _unknown;

    public CallMetrics(Tag node, TimeProvider time)
    {
        (_node, _time) = (node, time);
        _tags = [.. CallNames.SelectMany(call => OutcomeNames.SelectMany(outcome => RoundNames.SelectMany(
            round => new[] { node, new Tag(CallTag, call), new Tag(OutcomeTag, outcome), new Tag(RoundTag, round) })))];
    }

    /// <summary>Proposals that were decided without, and with, classic rounds.</summary>
    public (long Fast, long Classic) Decisions => (Volatile.Read(ref _fast), Volatile.Read(ref _classic));

    public long NoQuorum => Volatile.Read(ref _noQuorum);

    public long Unknown => Volatile.Read(ref _unknown);

    /// <summary>How long callers waited for decisions.</summary>
    public DurationBuckets Decided => _decided;

    public void OnCompleted(List<(Caller Caller, Outcome Outcome)> completions)
    {
        if (completions.Count == 0) return;
        var now = _time.GetTimestamp();
        Outcome? last = null;
        foreach (var (caller, outcome) in completions)
        {
            if (caller is not MeasuredCaller { Kind: not CallKind.Wait } call) continue;
            OnCall(call.Kind, outcome, _time.GetElapsedTime(call.Started, now));
            // All who had joined one proposer are told the same object, one after the other.
            if (call.Kind == CallKind.Propose && !ReferenceEquals(outcome, last)) OnProposer(outcome);
            last = outcome;
        }
    }

    private void OnCall(CallKind kind, Outcome outcome, TimeSpan duration)
    {
        var round = outcome.Rounds > 0 ? 2 : outcome.Answered > 0 ? 1 : 0;
        if (outcome.Kind == OutcomeKind.NoQuorum) Interlocked.Increment(ref _noQuorum);
        else if (outcome.Kind == OutcomeKind.Unknown) Interlocked.Increment(ref _unknown);
        else if (kind == CallKind.Propose && round > 0) _decided.Add(duration);
        if (!CallDuration.Enabled) return;
        var tags = ((int)kind * OutcomeNames.Length + (int)outcome.Kind) * RoundNames.Length + round;
        CallDuration.Record(duration.TotalSeconds, _tags.AsSpan(TagsEach * tags, TagsEach));
    }

    private void OnProposer(Outcome outcome)
    {
        // What the node knew already was decided before.
        if (outcome is not { Kind: OutcomeKind.Decided, Answered: > 0 }) return;
        Interlocked.Increment(ref outcome.Rounds == 0 ? ref _fast : ref _classic);
        if (DecisionRounds.Enabled) DecisionRounds.Record(outcome.Rounds, _node);
    }
}
