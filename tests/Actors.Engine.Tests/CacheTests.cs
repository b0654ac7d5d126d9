using System.Runtime.CompilerServices;
using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>A node sees the values of all registers, also of those that nobody asks it for. What it keeps of them in memory is bounded: 8 to 16 MiB of decisions, and as much of states.</summary>
public sealed class CacheTests
{
    private const int Registers = 1_000;
    private const long BytesMax = 16 * 1024 * 1024;

    [Fact]
    public void A_proposer_keeps_the_last_decisions_only()
    {
        var engine = NewEngine();
        AssertKeepsTheLast((key, proposal) =>
        {
            engine.OnChosen(key, proposal, default);
            engine.TakeEffects();
        });
        GC.KeepAlive(engine);
    }

    [Fact]
    public void Acceptors_keep_the_last_states_only()
    {
        var acceptors = new AcceptorEngine(new ForgetfulStore(), new StoreMark(1, 0));
        AssertKeepsTheLast((key, proposal) => acceptors.Process([new(key, new Accept(Ballot.Fast, proposal)), new(key, new Learn(proposal))], default));
        GC.KeepAlive(acceptors);
    }

    private static void AssertKeepsTheLast(Action<RegisterKey, Proposal> see)
    {
        var seen = Enumerable.Range(0, Registers).Select(i => See(i, see)).ToArray();
        GC.Collect();
        Assert.InRange(seen.Count(value => value.IsAlive) * (long)RegisterValue.MaxBytes, BytesMax / 2 - RegisterValue.MaxBytes * 2, BytesMax);
        Assert.True(seen[^1].IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference See(int number, Action<RegisterKey, Proposal> see)
    {
        var bytes = new byte[RegisterValue.MaxBytes];
        see(Key(number), new Proposal(ProposalId.New(), new RegisterValue(bytes, "")));
        return new WeakReference(bytes);
    }

    /// <summary>What it is told is on a disk, and so takes no memory.</summary>
    private sealed class ForgetfulStore : IRegisterStore
    {
        public Guid StoreId { get; } = Guid.NewGuid();

        public long Sequence { get; private set; }

        public AcceptorState Read(RegisterKey key) => AcceptorState.Initial;

        public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable) => Sequence += durable ? 1 : 0;

        public void Note(RegisterKey key, AcceptorState state)
        {
        }

        public void Trim(SlotKey below)
        {
        }

        public void Reopen()
        {
        }

        public long RaiseIncarnation() => 1;

        public void Dispose()
        {
        }
    }
}
