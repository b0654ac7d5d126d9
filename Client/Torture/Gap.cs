namespace Actors.Client.Torture;

/// <summary>A time without a decision.</summary>
/// <param name="Length">How long it was.</param>
/// <param name="Start">When it began, from the start of the run.</param>
internal readonly record struct Gap(TimeSpan Length, TimeSpan Start);
