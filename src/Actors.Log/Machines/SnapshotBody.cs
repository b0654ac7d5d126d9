namespace Actors.Log.Machines;

/// <summary>What a snapshot contains.</summary>
/// <param name="State">The state.</param>
/// <param name="Commands">What must be recognised from here on, those that are forgotten first at the beginning.</param>
internal sealed record SnapshotBody<TState, TResult>(TState State, IReadOnlyList<RememberedCommand<TResult>> Commands);
