namespace Actors.Clustering;

/// <summary>
/// The membership could not be read or changed in time. If it was to be changed, the change may yet be made: read before trying again, as
/// Orleans does.
/// </summary>
[GenerateSerializer, Alias("actors.clustering-exception")]
public sealed class ClusteringException(string message, Exception? inner = null) : Exception(message, inner);
