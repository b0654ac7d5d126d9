using Actors.Paxos;

namespace Actors;

/// <summary>
/// A variable that starts empty, takes exactly one value, and shows it to everyone for ever. Whoever tries to initialise it learns the
/// value that won:
/// <code>
/// var state = registers.WriteOnce&lt;OrderState&gt;("orders/17/outcome");
/// var decision = await state.TryInitializeAsync(OrderState.Shipped);
/// if (!decision.Won) Console.WriteLine($"Too late: {decision.Value}.");
/// </code>
/// </summary>
/// <typeparam name="T">Anything that can be serialised. Null, 0 and empty are values like any other.</typeparam>
public interface IWriteOnce<T>
{
    /// <summary>Proposes a value and tells which one the variable has for ever.</summary>
    /// <param name="value">The value to propose.</param>
    /// <param name="cancellationToken">Stops waiting. The proposal may win all the same.</param>
    /// <exception cref="ArgumentException">The value is too large, or has text with an unpaired surrogate.</exception>
    /// <exception cref="NoQuorumException">Too few nodes answer. The proposal may yet win.</exception>
    /// <exception cref="UnknownOutcomeException">No answer before the deadline. The proposal may yet win.</exception>
    Task<Decision<T>> TryInitializeAsync(T value, CancellationToken cancellationToken = default) =>
        TryInitializeAsync(value, ProposalId.New(), cancellationToken);

    /// <summary>The same under a given id: after an unknown outcome, a retry with this id is still the same proposal.</summary>
    /// <inheritdoc cref="TryInitializeAsync(T, CancellationToken)"/>
    /// <param name="value">The value to propose; the same in every retry.</param>
    /// <param name="proposal">Names this proposal. Never use one id for two values.</param>
    /// <param name="cancellationToken">Stops waiting. The proposal may win all the same.</param>
    Task<Decision<T>> TryInitializeAsync(T value, ProposalId proposal, CancellationToken cancellationToken = default);

    /// <summary>The value, or null if it was undecided at some moment during the call. Linearizable: once anybody has learned the value,
    /// every read that starts afterwards tells it.</summary>
    /// <inheritdoc cref="TryInitializeAsync(T, CancellationToken)" path="/exception"/>
    Task<Decision<T>?> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Completes with the value as soon as it is decided, by whomever, however long that takes.</summary>
    /// <exception cref="OperationCanceledException">Only the token ends the wait early.</exception>
    Task<T> FinalValueAsync(CancellationToken cancellationToken = default);
}
