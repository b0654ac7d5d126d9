using Actors.Paxos;
using Actors.Rounds;
using Actors.Runtime.Tracing;

namespace Actors.Grains.Observers;

/// <summary>What happened on a node, in the form that is shown.</summary>
internal static class RoundEvents
{
    public static RoundEvent Of(string node, TracedEvent traced) => traced switch
    {
        CallBegun { Own: var own } => New(node, traced, RoundStep.Asked) with { Value = Of(own) },
        CallEnded { Outcome: var outcome } => New(node, traced, RoundStep.Told) with { Value = Of(outcome?.Proposal), Outcome = outcome?.Kind, Rounds = outcome?.Rounds ?? 0 },
        MessageSent { To: var to, Message: var message } => New(node, traced, RoundStep.Sent) with { Message = Of(node, to, message) },
        MessageReceived { From: var from, Message: var message } => New(node, traced, RoundStep.Received) with { Message = Of(from, node, message) },
        MessageLost { To: var to, Message: var message } => New(node, traced, RoundStep.Lost) with { Message = Of(node, to, message) },
        ReplySent { To: var to, Reply: var reply } => New(node, traced, RoundStep.Sent) with { Message = Of(node, to, reply) },
        ReplyReceived { From: var from, Reply: var reply } => New(node, traced, RoundStep.Received) with { Message = Of(from, node, reply) },
        _ => throw new ArgumentException($"Unknown event {traced.GetType().Name}.", nameof(traced)),
    };

    private static RoundEvent New(string node, TracedEvent traced, RoundStep step) => new(node, traced.Number, traced.At, step);

    private static RoundMessage Of(string from, string to, AcceptorMessage message) => message switch
    {
        Accept { Ballot.IsFast: true } accept => new(RoundMessageKind.FastAccept, from, to, Of(accept.Ballot), Value: Of(accept.Proposal)),
        Accept accept => new(RoundMessageKind.Accept, from, to, Of(accept.Ballot), Value: Of(accept.Proposal)),
        Prepare prepare => new(RoundMessageKind.Prepare, from, to, Of(prepare.Ballot)),
        Learn learn => new(RoundMessageKind.Learn, from, to, Value: Of(learn.Proposal)),
        Read => new(RoundMessageKind.Read, from, to),
        _ => throw new ArgumentException($"Unknown message {message.GetType().Name}.", nameof(message)),
    };

    private static RoundMessage Of(string from, string to, AcceptorReply reply) => reply switch
    {
        Promise promise => Holding(new(RoundMessageKind.Promise, from, to, Of(promise.Ballot)), promise.Accepted),
        Accepted accepted => new(RoundMessageKind.Accepted, from, to, Of(accepted.Ballot)),
        Nack nack => Holding(new(RoundMessageKind.Nack, from, to, Of(nack.Ballot), Of(nack.Promised)), nack.Pair),
        Report report => Holding(new(RoundMessageKind.Report, from, to, Promised: Of(report.Promised)), report.Accepted),
        Chosen chosen => new(RoundMessageKind.Chosen, from, to, Value: Of(chosen.Proposal)),
        Learned => new(RoundMessageKind.Learned, from, to),
        _ => throw new ArgumentException($"Unknown reply {reply.GetType().Name}.", nameof(reply)),
    };

    private static RoundMessage Holding(RoundMessage message, AcceptedPair? pair) =>
        pair is null ? message : message with { Value = Of(pair.Proposal), AcceptedAt = Of(pair.Ballot) };

    private static RoundBallot Of(Ballot ballot) => RoundBallot.Of(ballot);

    private static RoundValue? Of(Proposal? proposal) => proposal is null ? null : RoundValue.Of(proposal);
}
