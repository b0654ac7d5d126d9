namespace Actors.Silo.Http.Users;

/// <summary>The list that the user of the day is picked from.</summary>
/// <param name="Users">In the order in which they came.</param>
internal sealed record UserListModel(IReadOnlyList<UserModel> Users);
