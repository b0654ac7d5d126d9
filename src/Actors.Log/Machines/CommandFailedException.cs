namespace Actors.Log.Machines;

/// <summary>The machine threw when it applied the command, on every node alike, and the state is what it was before.</summary>
[GenerateSerializer, Alias("actors.command-failed-exception")]
public sealed class CommandFailedException(string message) : Exception(message);
