using System.Runtime.CompilerServices;
using Actors.Log;
using Actors.Log.Machines;
using Actors.Registers;

namespace Actors.Demo;

/// <summary>The users, of whom one is picked every day: a list that all nodes share, may change, and outlives any of them.</summary>
/// <inheritdoc cref="ReplicatedStateMachine{TState, TCommand, TResult}" path="/remarks"/>
/// <param name="registers">The cluster.</param>
/// <param name="founders">Who is on the list at first: whoever uses it first decides that, for ever. At most <see cref="FoundersMax"/>; null for nobody.</param>
/// <param name="name">Names the list, and the log of its changes.</param>
/// <param name="options">The defaults if null.</param>
/// <exception cref="ArgumentException">See <see cref="ProblemOfFounders"/>.</exception>
public sealed class UserList(IRegisters registers, IReadOnlyList<string>? founders = null, string name = UserList.DefaultName, StateMachineOptions? options = null)
    : IAsyncDisposable
{
    /// <summary>The name of the list that the user of the day is picked from.</summary>
    public const string DefaultName = "users";

    /// <summary>The greatest number of users: 1,000.</summary>
    public const int CountMax = 1_000;

    /// <summary>The greatest number of users at first: 50, which fit into one entry of the log.</summary>
    public const int FoundersMax = 50;

    /// <summary>The greatest length of a name in UTF-16 units: 200.</summary>
    public const int NameMax = 200;

    private readonly IReadOnlyList<string> _founders =
        ProblemOfFounders(founders ?? []) is { } problem ? throw new ArgumentException(problem, nameof(founders)) : founders ?? [];

    private readonly ReplicatedStateMachine<UserListState, UserListCommand, UserListResult> _machine =
        new(registers, name, UserListState.Empty, static (state, command) => state.Apply(command), options);

    /// <summary>What is wrong with a name, null if nothing is.</summary>
    public static string? ProblemOf(string? user) => PlainText.Problem("The name of a user", user, NameMax)
        ?? (user is "." or ".." ? "The name of a user is neither '.' nor '..', which no URL can carry." : null);

    /// <summary>What is wrong with the users at first, null if nothing is.</summary>
    public static string? ProblemOfFounders(IReadOnlyList<string> founders) => founders.Count > FoundersMax
        ? $"At most {FoundersMax} users can be on the list at first; these are {founders.Count}. Add the others afterwards."
        : founders.Select(ProblemOf).FirstOrDefault(problem => problem is not null);

    /// <summary>Who is on the list. Linearizable.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken = default)
    {
        var now = await _machine.QueryAsync(cancellationToken).ConfigureAwait(false);
        if (now.State.IsFounded || _founders.Count == 0) return now.State.Users;
        await _machine.ExecuteAsync(new UserListCommand(UserListAction.Found, _founders), cancellationToken).ConfigureAwait(false);
        return (await _machine.QueryAsync(cancellationToken).ConfigureAwait(false)).State.Users;
    }

    /// <summary>The list now, and again whenever it has changed, for ever.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var changes = registers.Log<UserListCommand>(name);
        var end = await changes.LengthAsync(cancellationToken).ConfigureAwait(false);
        yield return await ReadAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var _ in changes.TailAsync(end, cancellationToken).ConfigureAwait(false)) yield return await ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts somebody on the list, at its end.</summary>
    /// <exception cref="ArgumentException">See <see cref="ProblemOf"/>.</exception>
    public async Task<UserListResult> AddAsync(string user, CancellationToken cancellationToken = default)
    {
        if (ProblemOf(user) is { } problem) throw new ArgumentException(problem, nameof(user));
        return await ChangeAsync(UserListAction.Add, user, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes somebody off the list. Who was user of a day remains that.</summary>
    /// <exception cref="ArgumentException">The name has an unpaired surrogate.</exception>
    public Task<UserListResult> RemoveAsync(string user, CancellationToken cancellationToken = default) => ChangeAsync(UserListAction.Remove, user, cancellationToken);

    public ValueTask DisposeAsync() => _machine.DisposeAsync();

    private async Task<UserListResult> ChangeAsync(UserListAction action, string user, CancellationToken cancellationToken)
    {
        // Who is on it at first comes before the first change.
        await ReadAsync(cancellationToken).ConfigureAwait(false);
        return await _machine.ExecuteAsync(new UserListCommand(action, [user]), cancellationToken).ConfigureAwait(false);
    }
}
