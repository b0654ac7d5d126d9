namespace Actors.Client.Races;

/// <summary>A race.</summary>
/// <param name="Keys">How many registers are raced for.</param>
/// <param name="Racers">How many callers race for each.</param>
/// <param name="Concurrency">How many registers are raced for at the same time.</param>
/// <param name="Run">Tells the registers of this race from those of every other.</param>
internal sealed record RaceSettings(int Keys, int Racers, int Concurrency, ulong Run);
