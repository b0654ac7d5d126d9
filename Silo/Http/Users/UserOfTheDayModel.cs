namespace Actors.Silo.Http.Users;

/// <summary>The user of a day.</summary>
/// <param name="Date">The day, in UTC.</param>
/// <param name="User">The same for everyone, for ever.</param>
internal sealed record UserOfTheDayModel(DateOnly Date, string User);
