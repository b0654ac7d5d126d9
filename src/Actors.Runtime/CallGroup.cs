using Actors.Paxos;
using Actors.Runtime.Metrics;

namespace Actors.Runtime;

/// <summary>Calls that came together, and are answered together.</summary>
internal sealed class CallGroup
{
    // What follows is short and the node's own: the answer is written and handed to the network on the thread that completes the last call.
    private readonly TaskCompletionSource _completion = new();
    private readonly Member[] _members;
    private int _open;

    /// <param name="calls">The calls.</param>
    /// <param name="started">When they came, a timestamp of the node's clock.</param>
    public CallGroup(IReadOnlyList<RegisterCall> calls, long started)
    {
        _members = new Member[calls.Count];
        for (var i = 0; i < _members.Length; i++) _members[i] = new Member(this, calls[i].Own is null ? CallKind.Read : CallKind.Propose, started);
        _open = _members.Length;
    }

    public MeasuredCaller this[int index] => _members[index];

    /// <summary>Completes when all have their outcome; fails if they will not get one.</summary>
    public Task Completion => _completion.Task;

    /// <summary>The outcomes in the order of the calls, null for those that are still open.</summary>
    public Outcome?[] Outcomes => Array.ConvertAll(_members, member => member.Outcome);

    public void Abandon(Exception exception) => _completion.TrySetException(exception);

    private sealed class Member(CallGroup group, CallKind kind, long started) : MeasuredCaller(kind, started)
    {
        private Outcome? _outcome;

        public Outcome? Outcome => Volatile.Read(ref _outcome);

        public override void Complete(Outcome outcome)
        {
            Volatile.Write(ref _outcome, outcome);
            if (Interlocked.Decrement(ref group._open) == 0) group._completion.TrySetResult();
        }
    }
}
