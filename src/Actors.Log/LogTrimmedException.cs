namespace Actors.Log;

/// <summary>The log does not have these slots any more: their space was given back.</summary>
[GenerateSerializer, Alias("actors.log-trimmed-exception")]
public sealed class LogTrimmedException(string log, long slot, Exception? inner = null)
    : Exception($"Slot {slot} of log '{log}' was trimmed, or what it takes to read it was. Begin with a later slot, or with a snapshot.", inner);
