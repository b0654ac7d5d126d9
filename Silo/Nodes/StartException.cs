namespace Actors.Silo.Nodes;

/// <summary>Something outside does not allow the process to run: it ends with exit code 1 and this one line.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
