using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>What a disk was given to write at once.</summary>
/// <param name="Batch">What was written for each register.</param>
/// <param name="Counts">Whether it counts as one of the store's durable writes.</param>
internal sealed record DiskWrite(IReadOnlyList<KeyValuePair<RegisterKey, AcceptorState>> Batch, bool Counts);
