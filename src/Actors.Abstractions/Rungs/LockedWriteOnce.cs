using Actors.Paxos;

namespace Actors;

/// <summary>
/// Rung two: the same behind a lock. Right for all threads of one process. What breaks it is a second process: it has a lock and a
/// variable of its own.
/// </summary>
public sealed class LockedWriteOnce<T> : IWriteOnce<T>
{
    private readonly Lock _lock = new();
    private readonly LocalWriteOnce<T> _variable = new();

    /// <inheritdoc/>
    public Task<Decision<T>> TryInitializeAsync(T value, ProposalId proposal, CancellationToken cancellationToken = default)
    {
        lock (_lock) return _variable.TryInitializeAsync(value, proposal, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Decision<T>?> ReadAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock) return _variable.ReadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<T> FinalValueAsync(CancellationToken cancellationToken = default) => _variable.FinalValueAsync(cancellationToken);
}
