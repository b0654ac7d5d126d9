using System.Collections.Concurrent;
using System.Text;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Demo.Tests;

/// <summary>Registers in memory.</summary>
internal sealed class MemoryRegisters : IRegisters
{
    private static readonly Outcome Silence = new(OutcomeKind.NoQuorum, null, 1, 0);

    private readonly ConcurrentDictionary<RegisterKey, TaskCompletionSource<Proposal>> _registers = new();

    /// <summary>Which registers have no answer.</summary>
    public Predicate<string> IsSilent { get; set; } = _ => false;

    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default)
    {
        KeySpace.RequireWritable(key);
        return DecideAsync(key, proposal);
    }

    public Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default) => DecideAsync(key.Key, proposal);

    private async Task<Outcome> DecideAsync(RegisterKey key, Proposal proposal)
    {
        if (IsSilent(key.Value)) return Silence;
        var register = Register(key);
        register.TrySetResult(proposal);
        return new Outcome(OutcomeKind.Decided, await register.Task, 3, 0);
    }

    public async Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        IsSilent(key.Value) ? Silence
            : Register(key).Task is { IsCompleted: true } decided
            ? new Outcome(OutcomeKind.Decided, await decided, 3, 0)
            : new Outcome(OutcomeKind.Undecided, null, 3, 0);

    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) => Register(key).Task.WaitAsync(cancellationToken);

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public async Task<string> TextAsync(string key) => Encoding.UTF8.GetString((await Register(new RegisterKey(key)).Task).Value.Bytes.Span);

    public void Put(string key, string text) => Put(new RegisterKey(key), new RegisterValue(Encoding.UTF8.GetBytes(text), "application/json"));

    /// <summary>Past the rule for names.</summary>
    public void Put(RegisterKey key, RegisterValue value) => Register(key).SetResult(new Proposal(ProposalId.New(), value));

    private TaskCompletionSource<Proposal> Register(RegisterKey key) =>
        _registers.GetOrAdd(key, _ => new TaskCompletionSource<Proposal>(TaskCreationOptions.RunContinuationsAsynchronously));
}
