namespace Actors.Demo;

/// <summary>Who is user of a day, for ever.</summary>
/// <param name="Date">The day, UTC.</param>
/// <param name="User">The user.</param>
public sealed record DayUser(DateOnly Date, string User);
