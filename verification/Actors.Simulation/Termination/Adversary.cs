using Actors.Paxos;
using Actors.Simulation.Checkers;

namespace Actors.Simulation.Termination;

/// <summary>
/// The schedule that Fischer, Lynch and Paterson (1985) say must exist: no message is lost, each is delivered in the end, nobody
/// crashes, and still nothing is ever decided. Before an accept arrives, the adversary always lets the other one's next prepare arrive.
/// </summary>
internal sealed class Adversary
{
    private readonly AcceptorState[] _acceptors = [AcceptorState.Initial, AcceptorState.Initial, AcceptorState.Initial];
    private readonly Proposer[] _proposers = [.. Enumerable.Range(0, 2).Select(i =>
        new Proposer(QuorumSystem.Of(3), new ProposerId($"n{i + 1}", 1, 1), Name.Proposal(i + 1, new RegisterValue(default, ""))))];

    /// <summary>What happened, a line for each message and those who took it.</summary>
    public List<string> Schedule { get; } = [];

    /// <summary>Keeps them from deciding for <paramref name="rounds"/> classic rounds; false if they decided after all.</summary>
    public bool Run(int rounds)
    {
        var held = new AcceptorMessage[2];
        var next = new AcceptorMessage?[2];
        for (var i = 0; i < 2; i++)
        {
            // Each fast proposal reaches one acceptor first.
            held[i] = _proposers[i].Begin().Send!;
            Deliver(i, held[i], i);
        }
        for (var round = 1; round <= rounds; round++)
        {
            var i = round % 2;
            var prepare = next[i] ?? _proposers[i].BeginRound().Send!;
            next[i] = null;
            AcceptorMessage? accept = null;
            for (var acceptor = 0; acceptor < 3; acceptor++) accept = Deliver(i, prepare, acceptor).Send ?? accept;
            // The other one's accept, held back until now, comes too late everywhere.
            for (var acceptor = 0; acceptor < 3; acceptor++)
            {
                var step = Deliver(1 - i, held[1 - i], acceptor);
                if (step.Decided is not null) return false;
                next[1 - i] = step.Send ?? next[1 - i];
            }
            held[i] = accept!;
        }
        return _proposers.All(proposer => proposer.Phase != ProposerPhase.Done);
    }

    private ProposerStep Deliver(int proposer, AcceptorMessage message, int acceptor)
    {
        var step = Acceptor.Handle(_acceptors[acceptor], message);
        _acceptors[acceptor] = step.Next ?? _acceptors[acceptor];
        Schedule.Add($"n{proposer + 1} → a{acceptor + 1}  {Name.Of(message),-22}  {Name.Of(step.Reply)}");
        return _proposers[proposer].Handle(acceptor, step.Reply);
    }
}
