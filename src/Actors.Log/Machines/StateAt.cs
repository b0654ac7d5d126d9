namespace Actors.Log.Machines;

/// <summary>A state, and of when it is.</summary>
/// <param name="State">The state. Shared with the machine: never change it.</param>
/// <param name="Slot">The first slot of the log that it does not reflect.</param>
public sealed record StateAt<TState>(TState State, long Slot);
