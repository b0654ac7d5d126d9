using Actors.Explorer.Rules.Paxos;
using Actors.Explorer.Worlds;
using Actors.Paxos;

namespace Actors.Explorer.Steps;

/// <summary>The schedule on which nothing is lost, nobody crashes, and nothing is decided: before an accept arrives, the other one's prepare does.</summary>
internal static class DuelScript
{
    private const int Rounds = 4;

    public static IReadOnlyList<Move> Play(Run run)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (mine, other) = (round % 2, 1 - round % 2);
            run = run.With(new Move(MoveKind.Act, mine));
            run = DeliverAll(run, message => message.From == mine && message.Payload is ToAcceptor { Message: Prepare });
            run = DeliverAll(run, message => message.To == mine);
            run = DeliverAll(run, message => message.From == other);
            run = DeliverAll(run, message => message.To == other);
        }
        return run.Moves;
    }

    private static Run DeliverAll(Run run, Func<Message, bool> which)
    {
        foreach (var message in run.Now.Messages.Where(which)) run = run.With(new Move(MoveKind.Deliver, message.Number));
        return run;
    }
}
