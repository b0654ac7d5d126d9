namespace Actors.Clustering.Nodes;

/// <summary>How one node of the cluster is, as seen over the transport.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Answers">Whether it answered just now.</param>
/// <param name="Problem">Why it does not vote, did not answer or is of another cluster; null if all is well.</param>
/// <param name="Incarnation">How often it has started; null if it did not answer.</param>
/// <param name="StoreId">The id of its clustering store; null if it did not answer.</param>
/// <param name="MembershipVersion">The latest membership version that it knows; null if it did not answer.</param>
public sealed record NodeStatus(string Node, bool Answers, string? Problem, long? Incarnation, Guid? StoreId, int? MembershipVersion);
