using Actors.Paxos;

namespace Actors.Registers;

/// <summary>
/// The registers of a cluster, as bytes and named results. For values of a type, see
/// <see cref="RegistersExtensions.WriteOnce{T}(IRegisters, string, System.Text.Json.JsonSerializerOptions?)"/>.
/// </summary>
public interface IRegisters
{
    /// <summary>Gets a register decided, with this proposal or another: see <see cref="Outcome.Proposal"/> for the winner.</summary>
    /// <returns>Decided, no quorum or unknown; before the configured deadline.</returns>
    /// <exception cref="ArgumentException">The key is one of the system: see <see cref="KeySpace"/>.</exception>
    Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default);

    /// <summary>The same for a register that only this library writes, such as a slot of a log. Only this library makes the keys.</summary>
    /// <exception cref="NotSupportedException">These registers hold nothing of the system.</exception>
    Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"{GetType().Name} writes no registers of the system.");

    /// <summary>Looks at a register. Linearizable.</summary>
    /// <returns>Decided, undecided, no quorum or unknown; before the configured deadline.</returns>
    Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default);

    /// <summary>Completes with the winner as soon as the register is decided, however long that takes. Waits out failures.</summary>
    Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Has every node forget the slots of a log below one, for ever. Afterwards they show <see cref="TrimmedSlot.Proposal"/> in the place of their winner,
    /// at once or, where a node was not there, once it has been told. Only for who knows that nobody needs them any more.
    /// </summary>
    /// <returns>How many nodes have forgotten them by now; the others do when the log is trimmed again.</returns>
    /// <exception cref="NotSupportedException">These registers cannot be forgotten.</exception>
    Task<int> TrimAsync(SlotKey below, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"{GetType().Name} cannot forget registers.");

    /// <summary>Asks each acceptor of a register what it holds, without changing anything.</summary>
    Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default);

    /// <summary>Asks each node of the cluster how it is.</summary>
    Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default);
}
