using Actors.Paxos;

namespace Actors;

/// <summary>
/// Rung one: a variable and an <c>if</c>. Right for one thread. What breaks it is a second thread between the question and the
/// assignment: then both believe that they won.
/// </summary>
public sealed class LocalWriteOnce<T> : IWriteOnce<T>
{
    private readonly TaskCompletionSource<T> _final = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Decision<T>? _decision;

    /// <inheritdoc/>
    public Task<Decision<T>> TryInitializeAsync(T value, ProposalId proposal, CancellationToken cancellationToken = default)
    {
        if (_decision is null)
        {
            _decision = new Decision<T>(value, proposal, Won: false);
            _final.TrySetResult(value);
        }
        return Task.FromResult(_decision with { Won = _decision.Proposal == proposal });
    }

    /// <inheritdoc/>
    public Task<Decision<T>?> ReadAsync(CancellationToken cancellationToken = default) => Task.FromResult(_decision);

    /// <inheritdoc/>
    public Task<T> FinalValueAsync(CancellationToken cancellationToken = default) => _final.Task.WaitAsync(cancellationToken);
}
