using Actors.Replication;

namespace Actors.Simulation.Logs;

/// <summary>A state, as one node had it when it had applied all slots below <see cref="Next"/>.</summary>
/// <param name="Next">The first slot that it does not contain.</param>
/// <param name="State">What was applied: the numbers of the callers' appends, in their order.</param>
/// <param name="Remembered">What must be recognised from here on.</param>
internal sealed record LogSnapshot(long Next, IReadOnlyList<int> State, IReadOnlyList<RememberedEntry> Remembered);
