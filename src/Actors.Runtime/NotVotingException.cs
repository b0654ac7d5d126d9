namespace Actors.Runtime;

/// <summary>The node does not vote at present: a missing vote, as if it were down.</summary>
public sealed class NotVotingException(string node, string? reason) : Exception($"Node '{node}' does not vote: {reason}");
