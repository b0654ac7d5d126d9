using Actors.Explorer.Search;
using Actors.Explorer.Worlds;
using Actors.Paxos;

namespace Actors.Explorer.Rules.Paxos;

/// <summary>A message of the product's proposer.</summary>
internal sealed record ToAcceptor(AcceptorMessage Message) : Payload
{
    public override string Label => Words.Of(Message);

    public override string? Value => Message is Accept accept ? Words.Of(accept.Proposal) : null;

    public override bool IsFast => Message is Accept { Ballot.IsFast: true };

    internal override void Write(StateWriter writer)
    {
        if (Message is Accept accept) writer.Add(accept.Proposal);
        else writer.Add(0);
        writer.Add(Message is Accept { Ballot: var at } ? at : ((Prepare)Message).Ballot);
    }
}
