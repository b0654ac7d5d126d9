using Actors.Engine.Identity;
using Actors.Paxos;

namespace Actors.Engine.Tests.Identity;

/// <summary>A node votes only once it has shown that its store is the one it voted with, and that nobody has started with it since.</summary>
public sealed class StartEngineTests
{
    private static readonly RegisterKey Data = new("orders/1");
    private static readonly ClusterLayout Layout = new(["n1", "n2", "n3", "n4", "n5"], 3);
    private static readonly ClusterIdentity Identity = ClusterIdentity.Of("c", Layout);

    private readonly MemoryStore _store = new();
    private readonly VotingGate _gate = new();
    private readonly StoreIds _stores = new(new Dictionary<string, Guid> { [StoreIds.Clustering] = Guid.NewGuid() });

    [Fact]
    public void A_node_votes_once_layout_stores_and_start_are_its_own()
    {
        var engine = Start();
        Assert.False(_gate.Admits(NodeKeys.Start("n2", 1)));
        var step = Remember(engine, engine.OnAnswers([Answer("n2"), Answer("n3")]));
        Assert.True(_gate.Admits(NodeKeys.Stores("n1")));
        step = DecideOwn(engine, step, NodeKeys.Layout("c"));
        step = DecideOwn(engine, step, NodeKeys.Stores("n1"));
        Assert.False(_gate.Admits(Data));
        step = DecideOwn(engine, step, NodeKeys.Start("n1", 1));
        // What makes it say that the cluster exists is there before its first vote.
        Assert.IsType<StartStep.Remember>(step);
        Assert.False(_gate.Admits(Data));
        Assert.IsType<StartStep.Votes>(Remember(engine, step));
        Assert.True(_gate.Admits(Data));
        Assert.True(new NodeRecords("n1", _store.Read).IsBound);
    }

    [Fact]
    public void Without_a_majority_it_asks_again_and_whoever_answers_twice_is_one()
    {
        var engine = Start();
        Assert.IsType<StartStep.Ask>(engine.OnAnswers([Answer("n2"), Answer("n2"), Answer("n2")]));
        Assert.IsNotType<StartStep.Ask>(engine.OnAnswers([Answer("n2"), Answer("n3")]));
    }

    [Fact]
    public void Whoever_knows_that_the_start_was_another_one_is_believed_before_any_vote()
    {
        BeBound();
        var engine = Start();
        Assert.Contains("has happened before", Refusal(engine.OnAnswers([Answer("n2"), Answer("n3", knowsStart: true)])));
        Assert.False(_gate.Admits(NodeKeys.Stores("n2")));
    }

    [Fact]
    public void So_is_whoever_knows_other_stores_even_if_the_own_store_calls_itself_bound()
    {
        BeBound();
        var other = new StoreIds(new Dictionary<string, Guid> { [StoreIds.Clustering] = Guid.NewGuid() });
        Assert.Contains("and bound is", Refusal(Start().OnAnswers([Answer("n2", binding: other), Answer("n3")])));
        Assert.False(_gate.Admits(NodeKeys.Stores("n2")));
    }

    [Fact]
    public void A_newcomer_votes_on_the_identity_of_others_and_not_on_its_own()
    {
        var engine = Start();
        Assert.IsType<StartStep.Decide>(engine.OnAnswers([Answer("n2", isBound: true), Answer("n3")]));
        Assert.True(engine.IsNewcomer);
        Assert.True(_gate.Admits(NodeKeys.Start("n2", 1)));
        Assert.False(_gate.Admits(NodeKeys.Stores("n1")));
        Assert.False(_gate.Admits(NodeKeys.Start("n1", 1)));
        Assert.False(_gate.Admits(Data));
    }

    [Fact]
    public void A_newcomer_that_has_started_before_votes_on_nothing()
    {
        Start().OnAnswers([Answer("n2", isBound: true), Answer("n3", knowsStart: true)]);
        Assert.False(_gate.Admits(NodeKeys.Start("n2", 1)));
    }

    [Fact]
    public void A_start_that_another_one_has_won_is_refused()
    {
        BeBound();
        var engine = Start();
        var step = DecideOwn(engine, DecideOwn(engine, engine.OnAnswers([Answer("n2"), Answer("n3")])));
        Assert.IsType<StartStep.Decide>(step);
        Assert.Contains("has happened before", Refusal(engine.OnDecided(new StartRecord(1, Guid.NewGuid()).Proposal)));
        Assert.False(_gate.Admits(Data));
    }

    [Fact]
    public void A_start_that_was_not_shown_is_tried_again_and_one_that_was_is_not()
    {
        var first = NodeRecords.BeginStart(_store, "n1", Guid.NewGuid());
        Assert.Equal(first, NodeRecords.BeginStart(_store, "n1", Guid.NewGuid()));
        Learn(NodeKeys.Start("n1", 1), first.Proposal);
        Assert.Equal(2, NodeRecords.BeginStart(_store, "n1", Guid.NewGuid()).Number);
    }

    [Fact]
    public void Another_boot_of_the_same_number_is_another_start()
    {
        var (own, other) = (new StartRecord(3, Guid.NewGuid()), new StartRecord(3, Guid.NewGuid()));
        var records = new NodeRecords("n2", _store.Read);
        Assert.False(records.KnowsAnother("n1", own));
        Learn(NodeKeys.Start("n1", 3), own.Proposal);
        Assert.False(records.KnowsAnother("n1", own));
        Assert.True(records.KnowsAnother("n1", other));
    }

    [Fact]
    public void A_node_of_another_list_stops_a_new_one_and_does_not_count_for_an_old_one()
    {
        var other = Answer("n3") with { Cluster = ClusterIdentity.Of("c", new ClusterLayout(["n1", "n2", "n3"], 3)) };
        Assert.Contains("only here: n4, n5", Assert.IsType<StartStep.Stops>(Start().OnAnswers([Answer("n2"), other])).Reason);
        BeBound();
        Assert.IsType<StartStep.Ask>(Start().OnAnswers([Answer("n2"), other]));
    }

    [Fact]
    public void Nodes_that_bind_the_same_layout_make_the_same_proposal()
    {
        var engine = Start();
        var step = (StartStep.Decide)Remember(engine, engine.OnAnswers([Answer("n2"), Answer("n3")]));
        var again = new StartEngine("n4", new StartRecord(1, Guid.NewGuid()), Identity, _stores, new NodeRecords("n4", new MemoryStore().Read), new VotingGate());
        Assert.Equal(step.Proposal, ((StartStep.Decide)Remember(again, again.OnAnswers([Answer("n2"), Answer("n3")]))).Proposal);
    }

    private StartEngine Start() =>
        new("n1", NodeRecords.BeginStart(_store, "n1", Guid.NewGuid()), Identity, _stores, new NodeRecords("n1", _store.Read), _gate);

    private void BeBound() => Learn(NodeKeys.Stores("n1"), Given.Proposal());

    private void Learn(RegisterKey key, Proposal proposal) => _store.Write([new(key, AcceptorState.Initial with { Chosen = proposal })], durable: false);

    private StartStep Remember(StartEngine engine, StartStep step)
    {
        while (step is StartStep.Remember remember)
        {
            Learn(remember.Key, remember.Value);
            step = engine.OnRemembered();
        }
        return step;
    }

    private static StartStep DecideOwn(StartEngine engine, StartStep step, RegisterKey? key = null)
    {
        var decide = Assert.IsType<StartStep.Decide>(step);
        if (key is not null) Assert.Equal(key, decide.Key);
        return engine.OnDecided(decide.Proposal);
    }

    private static string Refusal(StartStep step) => Assert.IsType<StartStep.Refuses>(step).Reason;

    private static NodeAnswer Answer(string node, bool isBound = false, bool knowsStart = false, StoreIds? binding = null) =>
        new(node, Identity, isBound, knowsStart, binding);
}
