using System.Collections.Concurrent;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Log.Tests;

/// <summary>Registers in memory, which answer when they are let and as they are told.</summary>
internal sealed class MemoryRegisters : IRegisters
{
    private static readonly Outcome Undecided = new(OutcomeKind.Undecided, null, 3, 0);

    private readonly ConcurrentDictionary<RegisterKey, TaskCompletionSource<Proposal>> _registers = new();
    private readonly ConcurrentDictionary<string, long> _floors = new();
    private int _waits;

    /// <summary>Completes when a proposal may arrive.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    /// <summary>Completes when all nodes have answered to a trimming.</summary>
    public Task Trims { get; set; } = Task.CompletedTask;

    /// <summary>How many trimmings have begun.</summary>
    public int TrimsBegun { get; private set; }

    /// <summary>What a proposal is answered with instead of its outcome, if anything. Without a quorum it has not arrived, otherwise it has.</summary>
    public Func<RegisterKey, Outcome?> Instead { get; set; } = _ => null;

    /// <summary>What a look is answered with instead of its outcome, if anything.</summary>
    public Func<RegisterKey, Outcome?> InsteadOfReading { get; set; } = _ => null;

    /// <summary>How often a register was looked at, and how often something was proposed for one.</summary>
    public (int Reads, int Proposals) Calls { get; private set; }

    /// <summary>How often somebody has begun to wait for a decision.</summary>
    public int Waits => _waits;

    /// <summary>Proposals that have not arrived, and may yet.</summary>
    public ConcurrentQueue<(RegisterKey Key, Proposal Proposal)> UnderWay { get; } = new();

    /// <summary>All that are decided.</summary>
    public IReadOnlyDictionary<RegisterKey, Proposal> Decided =>
        _registers.Where(register => register.Value.Task.IsCompleted).ToDictionary(register => register.Key, register => register.Value.Task.Result);

    /// <summary>Puts something else in the place of what a register holds: a quorum of disks has failed in the same way.</summary>
    public void Damage(RegisterKey key, Proposal proposal) => (_registers[key] = new()).SetResult(proposal);

    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default)
    {
        KeySpace.RequireWritable(key);
        return ForgeAsync(key, proposal, cancellationToken);
    }

    public Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        ForgeAsync(key.Key, proposal, cancellationToken);

    /// <summary>Proposes past the rule for names, as a raw client can, and as earlier versions let everybody.</summary>
    public async Task<Outcome> ForgeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default)
    {
        await Open.WaitAsync(cancellationToken);
        Calls = (Calls.Reads, Calls.Proposals + 1);
        await Task.Yield();
        var instead = Instead(key);
        if (instead?.Kind == OutcomeKind.NoQuorum) UnderWay.Enqueue((key, proposal));
        else if (!IsTrimmed(key)) Of(key).TrySetResult(proposal);
        return instead ?? Look(key);
    }

    public async Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        Calls = (Calls.Reads + 1, Calls.Proposals);
        await Task.Yield();
        return InsteadOfReading(key) ?? Look(key);
    }

    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _waits);
        return IsTrimmed(key) ? Task.FromResult(TrimmedSlot.Proposal) : Of(key).Task.WaitAsync(cancellationToken);
    }

    public async Task<int> TrimAsync(SlotKey below, CancellationToken cancellationToken = default)
    {
        TrimsBegun++;
        await Trims;
        _floors.AddOrUpdate(below.Log, below.Slot, (_, floor) => Math.Max(floor, below.Slot));
        foreach (var key in _registers.Keys.Where(IsTrimmed)) _registers.TryRemove(key, out _);
        return 3;
    }

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private Outcome Look(RegisterKey key) => IsTrimmed(key) ? new Outcome(OutcomeKind.Decided, TrimmedSlot.Proposal, 3, 0)
        : _registers.TryGetValue(key, out var register) && register.Task.IsCompleted ? new Outcome(OutcomeKind.Decided, AsReceived(register.Task.Result), 3, 0) : Undecided;

    /// <summary>What comes from another node is equal to what was sent, but not the same object.</summary>
    private static Proposal AsReceived(Proposal proposal) =>
        new(proposal.Id, new RegisterValue(proposal.Value.Bytes.ToArray(), proposal.Value.ContentType));

    private bool IsTrimmed(RegisterKey key) =>
        SlotKey.TryParse(key, out var slot) && _floors.TryGetValue(slot.Log, out var floor) && slot.Slot < floor;

    private TaskCompletionSource<Proposal> Of(RegisterKey key) =>
        _registers.GetOrAdd(key, _ => new TaskCompletionSource<Proposal>(TaskCreationOptions.RunContinuationsAsynchronously));
}
