using System.Collections.Concurrent;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Client.Tests;

/// <summary>Registers that are right, in memory; and what a cluster in trouble says instead.</summary>
internal sealed class FakeRegisters : IRegisters
{
    private readonly ConcurrentDictionary<RegisterKey, TaskCompletionSource<Proposal>> _registers = new();

    /// <summary>What every call ends with; null if the cluster is well.</summary>
    public OutcomeKind? Trouble { get; set; }

    public IReadOnlyList<AcceptorView> Acceptors { get; set; } = [];

    public IReadOnlyList<NodeView> Nodes { get; set; } = [];

    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default)
    {
        KeySpace.RequireWritable(key);
        return DecideAsync(key, proposal, cancellationToken);
    }

    public Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        DecideAsync(key.Key, proposal, cancellationToken);

    private Task<Outcome> DecideAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken)
    {
        if (Trouble is null) Register(key).TrySetResult(proposal);
        return ReadAsync(key, cancellationToken);
    }

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) => Task.FromResult(
        Trouble is { } trouble ? new Outcome(trouble, null, 1, 2)
        : Register(key).Task is { IsCompleted: true } decided ? new Outcome(OutcomeKind.Decided, decided.Result, 3, 0)
        : new Outcome(OutcomeKind.Undecided, null, 3, 0));

    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        Register(key).Task.WaitAsync(cancellationToken);

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) => Task.FromResult(Acceptors);

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => Task.FromResult(Nodes);

    private TaskCompletionSource<Proposal> Register(RegisterKey key) =>
        _registers.GetOrAdd(key, _ => new TaskCompletionSource<Proposal>(TaskCreationOptions.RunContinuationsAsynchronously));
}
