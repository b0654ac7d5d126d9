namespace Actors.Log.Machines;

/// <summary>The id was used for another command: that one has been applied, this one has not, and under this id never will be.</summary>
[GenerateSerializer, Alias("actors.id-reused-exception")]
public sealed class IdReusedException(string message) : Exception(message);
