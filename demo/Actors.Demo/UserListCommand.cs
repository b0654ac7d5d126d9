namespace Actors.Demo;

/// <summary>Changes the list of users.</summary>
/// <param name="Action">How.</param>
/// <param name="Users">Who is put on it or taken off it.</param>
public sealed record UserListCommand(UserListAction Action, IReadOnlyList<string> Users);
