namespace Actors.Log.Machines;

/// <summary>The change would let a map or a lock service grow beyond its <see cref="MachineQuota"/>. Nothing was changed, on any node.</summary>
[GenerateSerializer, Alias("actors.quota-exceeded-exception")]
public sealed class QuotaExceededException(string machine, long bytes, int keys) : Exception(
    $"State machine '{machine}' is full: its quota is {bytes} bytes and {keys} keys. Nothing was changed. Remove something, then ask again under a new id.");
