using Actors.Grains.Placement;
using Actors.Paxos;
using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Placement;

namespace Actors.Grains.WriteOnce;

/// <summary>Rung three: the value lives in this activation's memory and dies with it.</summary>
[BullyPlacement, GrainDirectory(NoGrainDirectory.Name), Immovable, KeepAlive, Reentrant]
internal sealed class CoordinatorGrain : Grain, ICoordinatorGrain
{
    private static readonly TimeSpan HoldMax = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<Proposal> _winner = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Outcome> ProposeAsync(Proposal proposal)
    {
        _winner.TrySetResult(proposal);
        return ReadAsync();
    }

    public Task<Outcome> ReadAsync() => Task.FromResult(_winner.Task.IsCompleted
        ? new Outcome(OutcomeKind.Decided, _winner.Task.Result, 1, 0)
        : new Outcome(OutcomeKind.Undecided, null, 1, 0));

    public async Task<Proposal?> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _winner.Task.WaitAsync(HoldMax, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
