namespace Actors.Log;

/// <summary>Too much waits to be appended already: nothing was done. Try again when the log gets on; without a quorum it does not.</summary>
[GenerateSerializer, Alias("actors.log-full-exception")]
public sealed class LogFullException(string log, long bytes)
    : RegisterException($"Log '{log}': {bytes} bytes wait to be appended here, and no more can. Nothing was done: try again later.", "", null);
