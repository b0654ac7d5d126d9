namespace Actors.Paxos.Tests;

/// <summary>An acceptor of a <see cref="World"/>. What need not be durable is lost when it restarts.</summary>
internal sealed class WorldNode(Func<AcceptorState, AcceptorMessage, AcceptorStep> rules)
{
    private AcceptorState _disk = AcceptorState.Initial;
    private AcceptorState _memory = AcceptorState.Initial;

    public AcceptorReply Handle(AcceptorMessage message)
    {
        var step = rules(_memory, message);
        if (step.Next is null) return step.Reply;
        if (step.MustBeDurable) _disk = step.Next;
        _memory = step.Next;
        return step.Reply;
    }

    public void Restart() => _memory = _disk;
}
