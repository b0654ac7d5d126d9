namespace Actors.Engine;

/// <summary>A caller of an operation and when it gives up.</summary>
internal readonly record struct Waiter(Caller Caller, TimeSpan Deadline);
