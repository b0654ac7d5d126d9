using CsCheck;
using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

/// <summary>Random messages to one acceptor: its laws, and a second implementation that answers from its whole past.</summary>
public sealed class AcceptorPropertyTests
{
    private static readonly Proposal[] Fruit = [Apple, Pear, Plum];

    private static readonly Gen<Ballot> Classic = Gen.Select(Gen.Int[1, 4], Gen.OneOf("a", "b"), (round, node) => At(round, node));

    private static readonly Gen<AcceptorMessage> Message = Gen.Frequency<AcceptorMessage>(
        (6, Classic.Select(ballot => (AcceptorMessage)new Prepare(ballot))),
        (6, Classic.Select(ballot => (AcceptorMessage)new Accept(ballot, CarriedBy(ballot)))),
        (3, Gen.OneOf(Fruit).Select(proposal => (AcceptorMessage)new Accept(Ballot.Fast, proposal))),
        (2, Gen.Const((AcceptorMessage)new Read())),
        (1, Gen.Const((AcceptorMessage)new Learn(Plum))));

    private static readonly Gen<AcceptorMessage[]> Messages = Message.Array[0, 20];

    [Fact]
    public void The_promise_never_falls() => ForEachStep((before, _, step) =>
        step.Next is null || step.Next.Promised >= before.Promised);

    [Fact]
    public void Nothing_is_accepted_below_the_promise() => ForEachStep((before, message, step) =>
        step.Next?.Accepted is not { } pair || pair == before.Accepted || pair.Ballot >= before.Promised && pair.Ballot == step.Next.Promised);

    [Fact]
    public void What_is_chosen_never_changes() => ForEachStep((before, _, step) =>
        before.Chosen is null || (step.Next ?? before).Chosen == before.Chosen);

    [Fact]
    public void What_is_chosen_answers_everything() => ForEachStep((before, message, step) =>
        before.Chosen is null || step.Reply == (message is Learn ? new Learned() : new Chosen(before.Chosen)));

    [Fact]
    public void A_state_to_store_differs_from_the_one_before() => ForEachStep((before, _, step) => step.Next != before);

    [Fact]
    public void A_duplicate_gets_the_same_reply_and_stores_nothing() => ForEachStep((before, message, step) =>
        Acceptor.Handle(step.Next ?? before, message) is { Next: null } again && again.Reply == step.Reply);

    [Fact]
    public void A_new_promise_or_acceptance_must_be_durable_and_only_learning_need_not() => ForEachStep((_, message, step) =>
        step.MustBeDurable == (step.Next is not null && message is not Learn));

    [Fact]
    public void It_answers_like_an_acceptor_that_remembers_its_whole_past() => Messages.Sample(messages =>
    {
        var state = AcceptorState.Initial;
        var past = new List<AcceptorReply>();
        foreach (var message in messages)
        {
            var step = Acceptor.Handle(state, message);
            Assert.Equal(ChroniclerReply(messages, past, message), step.Reply);
            past.Add(step.Reply);
            state = step.Next ?? state;
        }
    });

    private static AcceptorReply ChroniclerReply(AcceptorMessage[] messages, List<AcceptorReply> past, AcceptorMessage message)
    {
        if (message is Learn) return new Learned();
        if (past.OfType<Learned>().Any()) return new Chosen(Plum);
        var asked = messages.Take(past.Count).ToList();
        var accepted = past.Zip(asked)
            .Where(pair => pair.First is Accepted)
            .Select(pair => (Accept)pair.Second)
            .MaxBy(accept => accept.Ballot) is { } last ? new AcceptedPair(last.Ballot, last.Proposal) : null;
        var promised = past.Select(reply => reply switch { Promise promise => promise.Ballot, Accepted yes => yes.Ballot, _ => Ballot.Fast })
            .Append(Ballot.Fast).Max();
        return message switch
        {
            Read => new Report(promised, accepted),
            Prepare prepare => prepare.Ballot >= promised ? new Promise(prepare.Ballot, accepted) : new Nack(prepare.Ballot, promised, accepted),
            Accept { Ballot.IsFast: true } fast when accepted == new AcceptedPair(Ballot.Fast, fast.Proposal) => new Accepted(Ballot.Fast),
            Accept { Ballot.IsFast: true } when accepted is not null => new Nack(Ballot.Fast, promised, accepted),
            Accept accept => accept.Ballot >= promised ? new Accepted(accept.Ballot) : new Nack(accept.Ballot, promised, accepted),
            _ => throw new InvalidOperationException(),
        };
    }

    private static Proposal CarriedBy(Ballot ballot) => Fruit[(ballot.Round + ballot.Proposer.Node[0]) % Fruit.Length];

    private static void ForEachStep(Func<AcceptorState, AcceptorMessage, AcceptorStep, bool> law) => Messages.Sample(messages =>
    {
        var state = AcceptorState.Initial;
        return messages.All(message =>
        {
            var step = Acceptor.Handle(state, message);
            var holds = law(state, message, step);
            state = step.Next ?? state;
            return holds;
        });
    });
}
