using Actors.Log.Machines;

namespace Actors.Bench.Systems.Actors;

/// <summary>A state machine of ours that counts its commands: a command's place is its result.</summary>
internal sealed class ActorsMachine(ReplicatedStateMachine<long, string, long> machine) : IOrder
{
    public Task<long> AppendAsync(string entry, CancellationToken cancellationToken) => machine.ExecuteAsync(entry, cancellationToken);

    public ValueTask DisposeAsync() => machine.DisposeAsync();
}
