using Actors.Explorer.Search;
using Actors.Explorer.Worlds;
using Actors.Paxos;

namespace Actors.Explorer.Rules.Paxos;

/// <summary>A reply of the product's acceptor.</summary>
internal sealed record ToProposer(AcceptorReply Reply) : Payload
{
    public override string Label => Words.Of(Reply);

    public override string? Value => Reply is Promise { Accepted: { } pair } ? Words.Of(pair.Proposal) : null;

    public override bool IsFast => Reply is Accepted { Ballot.IsFast: true } or Nack { Ballot.IsFast: true };

    internal override void Write(StateWriter writer) => Write(writer, Reply);

    internal static void Write(StateWriter writer, AcceptorReply? reply)
    {
        switch (reply)
        {
            case null: writer.Add(0); break;
            case Promise promise: writer.Add(1); writer.Add(promise.Ballot); writer.Add(promise.Accepted); break;
            case Accepted accepted: writer.Add(2); writer.Add(accepted.Ballot); break;
            case Nack nack: writer.Add(3); writer.Add(nack.Ballot); writer.Add((int)nack.Promised.Round); writer.Add(nack.Pair); break;
            default: throw new InvalidOperationException($"No {reply.GetType().Name} in a small world.");
        }
    }
}
