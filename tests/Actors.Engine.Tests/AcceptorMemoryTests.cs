using Actors.Engine.Identity;
using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>What an acceptor remembers beside its store never says more than the store, but for what was chosen.</summary>
public sealed class AcceptorMemoryTests
{
    private static readonly StoreMark FirstStart = new(1, 0);

    private readonly FailingStore _store = new();
    private readonly AcceptorEngine _acceptors;

    public AcceptorMemoryTests() => _acceptors = new AcceptorEngine(_store, FirstStart);

    [Fact]
    public void What_was_in_a_write_that_failed_is_not_remembered()
    {
        _store.FailsNext = true;
        Assert.Throws<StoreException>(() => Process(FastAccept()));
        Assert.Equal(new Report(Ballot.Fast, null), Process(new RegisterMessage(Key(), new Read())));
    }

    [Fact]
    public void What_was_remembered_before_a_write_failed_is_read_back_from_the_disk()
    {
        Process(FastAccept());
        _store.FailsNext = true;
        Assert.Throws<StoreException>(() => Process(FastAccept(2)));
        _store.Forget(Key());
        Assert.Equal(new Report(Ballot.Fast, null), Process(new RegisterMessage(Key(), new Read())));
    }

    [Fact]
    public void A_decision_for_what_the_acceptor_has_accepted_costs_no_write_and_answers_all_the_same()
    {
        var proposal = Proposal();
        Process(new RegisterMessage(Key(), new Accept(Ballot.Fast, proposal)));
        Process(new RegisterMessage(Key(), new Learn(proposal)));
        Assert.Equal(1, _store.Writes);
        Assert.Equal(new Chosen(proposal), Process(new RegisterMessage(Key(), new Read())));
        // After a start the disk still says what was accepted.
        Assert.Equal(proposal, ((Report)new AcceptorEngine(_store, FirstStart).Process([new(Key(), new Read())], default).Replies[0]).Accepted!.Proposal);
    }

    [Fact]
    public void A_decision_for_something_else_is_stored()
    {
        var proposal = Proposal();
        Process(FastAccept());
        Process(new RegisterMessage(Key(), new Learn(proposal)));
        Assert.Equal(proposal, _store.Read(Key()).Chosen);
    }

    [Fact]
    public void A_decision_on_a_register_of_identity_is_stored()
    {
        var (key, proposal) = (NodeKeys.Stores("n2"), Proposal());
        Process(new RegisterMessage(key, new Accept(Ballot.Fast, proposal)));
        Process(new RegisterMessage(key, new Learn(proposal)));
        Assert.Equal(proposal, _store.Read(key).Chosen);
    }

    [Fact]
    public void What_is_accepted_and_chosen_in_one_batch_is_written()
    {
        var proposal = Proposal();
        _acceptors.Process([new(Key(), new Accept(Ballot.Fast, proposal)), new(Key(), new Learn(proposal))], default);
        var state = _store.Read(Key());
        Assert.Equal(proposal, state.Chosen ?? state.Accepted?.Proposal);
    }

    [Fact]
    public void What_is_forgotten_is_found_on_disk()
    {
        const int registers = 200;
        var large = new RegisterValue(new byte[RegisterValue.MaxBytes], "");
        var proposals = Enumerable.Range(0, registers).Select(_ => new Proposal(ProposalId.New(), large)).ToArray();
        for (var i = 0; i < registers; i++) Process(new RegisterMessage(Key(i), new Accept(Ballot.Fast, proposals[i])));
        for (var i = 0; i < registers; i++)
            Assert.Equal(new Report(Ballot.Fast, new AcceptedPair(Ballot.Fast, proposals[i])), Process(new RegisterMessage(Key(i), new Read())));
        Assert.InRange(_store.Reads, registers + 1, 3 * registers);
    }

    private AcceptorReply Process(RegisterMessage message) => _acceptors.Process([message], default).Replies[0];

    private sealed class FailingStore : IRegisterStore
    {
        private readonly Dictionary<RegisterKey, AcceptorState> _states = [];

        public bool FailsNext { get; set; }

        public int Writes { get; private set; }

        public int Reads { get; private set; }

        public Guid StoreId { get; } = Guid.NewGuid();

        public long Sequence { get; private set; }

        public void Forget(RegisterKey key) => _states.Remove(key);

        public AcceptorState Read(RegisterKey key)
        {
            Reads++;
            return _states.GetValueOrDefault(key, AcceptorState.Initial);
        }

        public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable)
        {
            if (FailsNext)
            {
                FailsNext = false;
                throw new StoreException("The disk is full.");
            }
            foreach (var (key, state) in batch) _states[key] = state;
            Writes++;
            if (durable) Sequence++;
        }

        public void Note(RegisterKey key, AcceptorState state) => _states[key] = state;

        public void Trim(SlotKey below) => Note(below.FloorKey, TrimmedSlot.FloorState(below));

        public void Reopen()
        {
        }

        public long RaiseIncarnation() => 1;

        public void Dispose()
        {
        }
    }
}
