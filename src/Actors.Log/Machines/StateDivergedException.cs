namespace Actors.Log.Machines;

/// <summary>A machine came to another state than others from the same commands: it depends on something else than its arguments. It does nothing any more.</summary>
[GenerateSerializer, Alias("actors.state-diverged-exception")]
public sealed class StateDivergedException(string machine, long slot, string own, string decided) : Exception(
    $"State machine '{machine}' is not deterministic: before slot {slot} the state here has hash {own}, and the one that was agreed on has {decided}. "
    + "Apply must depend on nothing but the state and the command: no clock, no randomness, no order of a hash table. Mend it, and start this node again.");
