using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>All that a disk holds.</summary>
/// <param name="StoreId">The id of the store on it.</param>
/// <param name="States">What was written for each register.</param>
/// <param name="Incarnation">How often the node has started with it.</param>
/// <param name="Sequence">How many durable writes it has seen.</param>
internal sealed record DiskImage(Guid StoreId, IReadOnlyDictionary<RegisterKey, AcceptorState> States, long Incarnation, long Sequence);
