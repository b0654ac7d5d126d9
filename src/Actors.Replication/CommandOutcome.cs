namespace Actors.Replication;

/// <summary>What came of a command, on every node alike.</summary>
/// <param name="Result">The result; nothing if it failed.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
public sealed record CommandOutcome<TResult>(TResult? Result, string? Error);
