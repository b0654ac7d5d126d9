namespace Actors.Client.Cluster;

/// <summary>No node can be reached: nothing was asked, so nothing was proposed.</summary>
internal sealed class UnreachableException(string message, Exception? inner = null) : Exception(message, inner);
