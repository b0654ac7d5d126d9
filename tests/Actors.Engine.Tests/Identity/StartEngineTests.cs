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
        var step = Remember(engine, Ask(engine, Answer("n2"), Answer("n3")));
        Assert.True(_gate.Admits(NodeKeys.Stores("n1")));
        step = DecideOwn(engine, step, NodeKeys.Layout("c"));
        step = DecideOwn(engine, step, NodeKeys.Stores("n1"));
        Assert.False(_gate.Admits(Data));
        step = DecideOwn(engine, step, NodeKeys.Start("n1", 1));
        // Noted before it is opened, and opened before the first vote.
        Assert.Equal(NodeKeys.OwnStart("n1"), Assert.IsType<StartStep.Note>(step).Key);
        step = DecideOwn(engine, Remember(engine, step), NodeKeys.Open("n1", 1));
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
        Assert.IsNotType<StartStep.Ask>(Ask(engine, Answer("n2"), Answer("n3")));
    }

    [Fact]
    public void A_node_that_is_silent_is_asked_once_more_for_it_may_be_the_only_one_that_knows()
    {
        BeBound();
        var engine = Start();
        Assert.IsType<StartStep.Ask>(engine.OnAnswers([Answer("n2"), Answer("n3")]));
        Assert.Contains("has happened before", Refusal(engine.OnAnswers([Answer("n2"), Answer("n3"), Answer("n4", knowsOpen: true)])));
    }

    [Fact]
    public void Whoever_knows_that_the_start_was_another_one_is_believed_before_any_vote()
    {
        BeBound();
        var engine = Start();
        Assert.Contains("has happened before", Refusal(Ask(engine, Answer("n2"), Answer("n3", knowsOpen: true))));
        Assert.False(_gate.Admits(NodeKeys.Stores("n2")));
    }

    [Fact]
    public void So_is_whoever_knows_other_stores_even_if_the_own_store_calls_itself_bound()
    {
        BeBound();
        var other = new StoreIds(new Dictionary<string, Guid> { [StoreIds.Clustering] = Guid.NewGuid() });
        Assert.Contains("and bound is", Refusal(Ask(Start(), Answer("n2", binding: other), Answer("n3"))));
        Assert.False(_gate.Admits(NodeKeys.Stores("n2")));
    }

    /// <summary>The application has begun to use registers, or an earlier version bound only the store of the clustering.</summary>
    [Fact]
    public void A_store_that_is_added_later_is_bound_before_the_node_shows_its_start()
    {
        BeBound();
        var (added, binding) = (With("registers"), Given.Proposal() with { Value = _stores.Encode() });
        var engine = Start(added);
        var step = DecideOwn(engine, Ask(engine, Answer("n2", binding: _stores), Answer("n3")), NodeKeys.Layout("c"));
        Assert.Equal(NodeKeys.Stores("n1"), Assert.IsType<StartStep.Decide>(step).Key);
        step = DecideOwn(engine, engine.OnDecided(binding), NodeKeys.AddedStore("n1", "registers"));
        Assert.Equal(NodeKeys.OwnStores("n1"), Assert.IsType<StartStep.Note>(step).Key);
        Assert.False(_gate.Admits(Data));
        Assert.Equal(NodeKeys.Start("n1", 1), Assert.IsType<StartStep.Decide>(Remember(engine, step)).Key);

        // It is noted once, and needed from now on.
        var again = Start(added);
        Assert.Equal(NodeKeys.Start("n1", 1), Assert.IsType<StartStep.Decide>(AtAdded(again, added.Beyond(_stores).Single().Store)).Key);
        var without = Start();
        step = DecideOwn(without, Ask(without, Answer("n2"), Answer("n3")));
        Assert.Contains("store 'registers' is missing, and bound is", Refusal(without.OnDecided(binding)));
        Assert.False(_gate.Admits(Data));
    }

    [Fact]
    public void A_store_of_the_first_binding_that_is_another_now_does_not_vote()
    {
        BeBound();
        var engine = Start();
        var step = DecideOwn(engine, Ask(engine, Answer("n2"), Answer("n3")));
        Assert.Equal(NodeKeys.Stores("n1"), Assert.IsType<StartStep.Decide>(step).Key);
        var other = new StoreIds(new Dictionary<string, Guid> { [StoreIds.Clustering] = Guid.NewGuid() });
        Assert.Contains("store 'clustering' is", Refusal(engine.OnDecided(Given.Proposal() with { Value = other.Encode() })));
        Assert.False(_gate.Admits(Data));
    }

    [Fact]
    public void A_store_that_was_added_and_is_another_now_does_not_vote()
    {
        BeBound();
        Assert.Contains("store 'registers' is", Refusal(AtAdded(Start(With("registers")), With("registers").Beyond(_stores).Single().Store)));
        Assert.False(_gate.Admits(NodeKeys.Stores("n2")));
    }

    [Fact]
    public void Every_store_that_was_added_has_a_register_of_its_own()
    {
        BeBound();
        var stores = With("registers", "archive");
        var engine = Start(stores);
        var step = AtAdded(engine, stores.Beyond(_stores).First().Store, "archive");
        Assert.Equal(NodeKeys.OwnStores("n1"), Assert.IsType<StartStep.Note>(DecideOwn(engine, step, NodeKeys.AddedStore("n1", "registers"))).Key);
    }

    [Fact]
    public void A_newcomer_votes_on_the_identity_of_others_and_not_on_its_own()
    {
        var engine = Start();
        Assert.IsType<StartStep.Decide>(Ask(engine, Answer("n2", isBound: true), Answer("n3")));
        Assert.True(engine.IsNewcomer);
        Assert.True(_gate.Admits(NodeKeys.Start("n2", 1)));
        Assert.False(_gate.Admits(NodeKeys.Stores("n1")));
        Assert.False(_gate.Admits(NodeKeys.Start("n1", 1)));
        Assert.False(_gate.Admits(Data));
    }

    [Fact]
    public void A_newcomer_that_has_started_before_votes_on_nothing()
    {
        Ask(Start(), Answer("n2", isBound: true), Answer("n3", knowsOpen: true));
        Assert.False(_gate.Admits(NodeKeys.Start("n2", 1)));
    }

    [Fact]
    public void A_start_that_another_process_has_opened_is_refused()
    {
        BeBound();
        var engine = Start();
        var step = DecideOwn(engine, DecideOwn(engine, Ask(engine, Answer("n2"), Answer("n3"))));
        Assert.IsType<StartStep.Decide>(step);
        var other = new StartRecord(1, Guid.NewGuid()).Proposal;
        Assert.IsType<StartStep.Decide>(engine.OnDecided(other));
        Assert.Contains("has happened before", Refusal(engine.OnDecided(other)));
        Assert.False(_gate.Admits(Data));
    }

    /// <summary>The process before this one has crashed somewhere between its two registers.</summary>
    [Fact]
    public void A_try_that_never_voted_is_left_by_the_next_process()
    {
        BeBound();
        var engine = Start();
        var step = DecideOwn(engine, DecideOwn(engine, Ask(engine, Answer("n2"), Answer("n3"))));
        var decide = Assert.IsType<StartStep.Decide>(engine.OnDecided(new StartRecord(1, Guid.NewGuid()).Proposal));
        Assert.Equal((NodeKeys.Open("n1", 1), StartRecord.VoidOf(NodeKeys.Open("n1", 1))), (decide.Key, decide.Proposal));
        // The others may know more of the next number.
        Assert.IsType<StartStep.Ask>(engine.OnDecided(decide.Proposal));
        Assert.Equal(2, engine.Start.Number);
        step = Remember(engine, DecideOwn(engine, Ask(engine, Answer("n2"), Answer("n3")), NodeKeys.Start("n1", 2)));
        Assert.IsType<StartStep.Votes>(Remember(engine, DecideOwn(engine, step, NodeKeys.Open("n1", 2))));
        Assert.Equal(2, new NodeRecords("n1", _store.Read).LastStart);
    }

    [Fact]
    public void A_process_whose_try_was_left_by_another_one_never_votes()
    {
        BeBound();
        var engine = Start();
        var step = DecideOwn(engine, DecideOwn(engine, DecideOwn(engine, Ask(engine, Answer("n2"), Answer("n3")))));
        Assert.IsType<StartStep.Decide>(step = Remember(engine, step));
        Assert.Contains("a copy of it runs elsewhere", Refusal(engine.OnDecided(StartRecord.VoidOf(NodeKeys.Open("n1", 1)))));
        Assert.False(_gate.Admits(Data));
    }

    [Fact]
    public void Every_process_has_an_id_of_its_own_and_a_number_that_was_noted_is_used_once()
    {
        var (first, second) = (Start().Start, Start().Start);
        Assert.Equal((1, 1), (first.Number, second.Number));
        Assert.NotEqual(first.Boot, second.Boot);
        Learn(NodeKeys.OwnStart("n1"), Given.Proposal() with { Value = first.Encode() });
        Assert.Equal(2, Start().Start.Number);
    }

    /// <summary>Earlier versions of this software noted a start before they showed it, and voted without opening it.</summary>
    [Fact]
    public void A_start_of_an_earlier_version_counts_as_one_that_has_voted()
    {
        BeBound();
        var boot = Guid.NewGuid();
        var old = new Proposal(new ProposalId(boot), new RegisterValue(boot.ToByteArray(), ""));
        var engine = Start();
        var step = DecideOwn(engine, DecideOwn(engine, Ask(engine, Answer("n2"), Answer("n3"))));
        Assert.IsType<StartStep.Decide>(step);
        Assert.Contains("has happened before", Refusal(engine.OnDecided(old)));

        Learn(NodeKeys.Start("n1", 1), old);
        Assert.True(new NodeRecords("n2", _store.Read).KnowsOpen("n1", new StartRecord(1, Guid.NewGuid())));
        // The store that it was noted in goes on with the next number.
        Learn(NodeKeys.OwnStart("n1"), Given.Proposal() with { Value = new StartRecord(1, boot).Encode() });
        Assert.Equal(2, Start().Start.Number);
    }

    [Fact]
    public void Another_process_that_was_to_vote_is_known_by_its_proposal_alone_and_void_is_nobody()
    {
        var (own, other) = (new StartRecord(3, Guid.NewGuid()), new StartRecord(3, Guid.NewGuid()));
        var records = new NodeRecords("n2", _store.Read);
        var key = NodeKeys.Open("n1", 3);
        Accept(StartRecord.VoidOf(key));
        Assert.False(records.KnowsOpen("n1", own));
        Accept(own.Proposal);
        Assert.False(records.KnowsOpen("n1", own));
        Assert.True(records.KnowsOpen("n1", other));
        // Numbers between that were lost need not be known.
        Assert.True(records.KnowsOpen("n1", other with { Number = 1 }));
        Assert.False(records.KnowsOpen("n1", other with { Number = 4 }));

        void Accept(Proposal proposal) => _store.Write([new(key, AcceptorState.Initial with { Accepted = new AcceptedPair(Ballot.Fast, proposal) })], durable: true);
    }

    [Fact]
    public void A_node_remembers_the_starts_that_others_vote_under()
    {
        var (engine, opened) = (Start(), new StartRecord(7, Guid.NewGuid()));
        var step = Remember(engine, Ask(engine, Answer("n2") with { Opened = opened }, Answer("n3")));
        while (step is StartStep.Decide decide) step = Remember(engine, engine.OnDecided(decide.Proposal));
        Assert.IsType<StartStep.Votes>(step);
        Assert.True(new NodeRecords("n1", _store.Read).KnowsOpen("n2", opened with { Boot = Guid.NewGuid() }));
    }

    [Fact]
    public void What_was_recorded_at_a_stop_is_heard_from_the_own_store_and_from_the_others()
    {
        Learn(NodeKeys.OwnStart("n1"), Given.Proposal() with { Value = new StartRecord(2, Guid.NewGuid()).Encode() });
        Learn(NodeKeys.Stop("n1", 2), Given.Proposal() with { Value = Record(new(1, 5), new(1, 9)).Encode() });
        var engine = Start();
        engine.OnAnswers([Answer("n2") with { Stop = Record(new(2, 7), new(1, 2)) }, Answer("n3")]);
        Assert.Equal([new StoreMark(2, 7, 5), new StoreMark(1, 9)], engine.Stopped.Of(StoreIds.Clustering));
        Assert.Equal(engine.Stopped.Of(StoreIds.Clustering), new NodeRecords("n2", _store.Read).StopOf("n1", 2)!.With(Record(new(2, 7), new(1, 2))).Of(StoreIds.Clustering));

        static StopRecord Record(params StoreMark[] marks) => new(new Dictionary<string, IReadOnlyList<StoreMark>> { [StoreIds.Clustering] = marks });
    }

    /// <summary>An opened start would shut out the right store, which has not noted it.</summary>
    [Fact]
    public void A_store_that_is_behind_opens_nothing()
    {
        BeBound();
        var engine = Start();
        Assert.IsType<StartStep.Note>(DecideOwn(engine, DecideOwn(engine, DecideOwn(engine, Ask(engine, Answer("n2"), Answer("n3"))))));
        Assert.Equal("behind", Refusal(engine.OnStoreBehind("behind")));
        Assert.False(_gate.Admits(NodeKeys.Stores("n2")));
    }

    [Fact]
    public void A_node_of_another_list_stops_a_new_one_and_does_not_count_for_an_old_one()
    {
        var other = Answer("n3") with { Cluster = ClusterIdentity.Of("c", new ClusterLayout(["n1", "n2", "n3"], 3)) };
        Assert.Contains("only here: n4, n5", Assert.IsType<StartStep.Stops>(Start().OnAnswers([Answer("n2"), other])).Reason);
        BeBound();
        Assert.IsType<StartStep.Ask>(Ask(Start(), Answer("n2"), other));
    }

    [Fact]
    public void Nodes_that_bind_the_same_layout_make_the_same_proposal()
    {
        var engine = Start();
        var step = (StartStep.Decide)Remember(engine, Ask(engine, Answer("n2"), Answer("n3")));
        var again = new StartEngine("n4", Guid.NewGuid(), Identity, _stores, new NodeRecords("n4", new MemoryStore().Read), new VotingGate());
        Assert.Equal(step.Proposal, ((StartStep.Decide)Remember(again, Ask(again, Answer("n2"), Answer("n3")))).Proposal);
    }

    /// <summary>Until the register of an added store is decided.</summary>
    private StartStep AtAdded(StartEngine engine, StoreIds winner, string store = "registers")
    {
        var step = DecideOwn(engine, Ask(engine, Answer("n2"), Answer("n3")));
        Assert.Equal(NodeKeys.Stores("n1"), Assert.IsType<StartStep.Decide>(step).Key);
        step = engine.OnDecided(Given.Proposal() with { Value = _stores.Encode() });
        Assert.Equal(NodeKeys.AddedStore("n1", store), Assert.IsType<StartStep.Decide>(step).Key);
        return engine.OnDecided(Given.Proposal() with { Value = winner.Encode() });
    }

    private StoreIds With(params string[] added) =>
        new(added.Select(name => KeyValuePair.Create(name, Guid.NewGuid())).Concat(_stores.Ids).ToDictionary());

    private StartEngine Start(StoreIds? stores = null) =>
        new("n1", Guid.NewGuid(), Identity, stores ?? _stores, new NodeRecords("n1", _store.Read), _gate);

    private void BeBound() => Learn(NodeKeys.Stores("n1"), Given.Proposal());

    private void Learn(RegisterKey key, Proposal proposal) => _store.Write([new(key, AcceptorState.Initial with { Chosen = proposal })], durable: false);

    private StartStep Remember(StartEngine engine, StartStep step)
    {
        while (step is StartStep.Remember or StartStep.Note)
        {
            if (step is StartStep.Remember remember) Learn(remember.Key, remember.Value);
            if (step is StartStep.Note note) Learn(note.Key, note.Value);
            step = engine.OnRemembered();
        }
        return step;
    }

    /// <summary>The others are silent, when they are asked and when they are asked once more.</summary>
    private static StartStep Ask(StartEngine engine, params NodeAnswer[] answers)
    {
        Assert.IsType<StartStep.Ask>(engine.OnAnswers(answers));
        return engine.OnAnswers(answers);
    }

    private static StartStep DecideOwn(StartEngine engine, StartStep step, RegisterKey? key = null)
    {
        var decide = Assert.IsType<StartStep.Decide>(step);
        if (key is not null) Assert.Equal(key, decide.Key);
        return engine.OnDecided(decide.Proposal);
    }

    private static string Refusal(StartStep step) => Assert.IsType<StartStep.Refuses>(step).Reason;

    private static NodeAnswer Answer(string node, bool isBound = false, bool knowsOpen = false, StoreIds? binding = null) =>
        new(node, Identity, isBound, knowsOpen, binding);
}
