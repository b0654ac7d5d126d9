namespace Actors.Client.Torture;

/// <summary>What to do to a cluster.</summary>
/// <param name="Duration">For how long.</param>
/// <param name="Keys">How many registers are in play at a time.</param>
/// <param name="Callers">How many callers, each with one call at a time.</param>
/// <param name="Seed">What the callers' choices follow from.</param>
/// <param name="Run">Tells the registers of this run from those of every other.</param>
/// <param name="WaitMax">How long a caller waits for a decision before it gives up.</param>
internal sealed record TortureSettings(TimeSpan Duration, int Keys, int Callers, int Seed, ulong Run, TimeSpan WaitMax);
