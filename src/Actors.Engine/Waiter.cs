namespace Actors.Engine;

/// <summary>A caller of an operation, since when it waits and when it gives up.</summary>
internal readonly record struct Waiter(Caller Caller, TimeSpan Since, TimeSpan Deadline);
