using System.Collections.Immutable;

namespace Actors.Demo;

/// <summary>Who is on the list of users.</summary>
/// <param name="IsFounded">Whether the first users were put on it: those who are taken off it later do not come back.</param>
/// <param name="Users">Each once, in the order in which they came.</param>
public sealed record UserListState(bool IsFounded, ImmutableList<string> Users)
{
    public static readonly UserListState Empty = new(false, []);

    /// <summary>Each once, in the order in which they came.</summary>
    public ImmutableList<string> Users { get; init; } =
        Users?.TrueForAll(user => UserList.ProblemOf(user) is null) == true ? Users : throw new ArgumentException("There is no list of users.", nameof(Users));

    /// <summary>The state after a command, and what its caller is told.</summary>
    public (UserListState State, UserListResult Result) Apply(UserListCommand command)
    {
        // What no list has written counts for nothing.
        if (!Enum.IsDefined(command.Action)) throw new ArgumentException($"{command.Action} is no change of a list.", nameof(command));
        if (command.Action != UserListAction.Remove && command.Users.Select(UserList.ProblemOf).FirstOrDefault(problem => problem is not null) is { } odd)
            throw new ArgumentException(odd, nameof(command));
        if (command.Action == UserListAction.Found && IsFounded) return (this, UserListResult.Unchanged);
        var users = command.Action == UserListAction.Remove
            ? Users.RemoveRange(command.Users)
            : Users.AddRange(command.Users.Distinct().Except(Users));
        if (users.Count > UserList.CountMax) return (this, UserListResult.Full);
        var state = new UserListState(IsFounded || command.Action == UserListAction.Found, users);
        return (state, users.Count == Users.Count && state.IsFounded == IsFounded ? UserListResult.Unchanged : UserListResult.Changed);
    }
}
