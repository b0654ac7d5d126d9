namespace Actors.Silo.Http.Users;

/// <summary>A user.</summary>
/// <param name="Name">1 to 200 characters.</param>
internal sealed record UserModel(string? Name);
