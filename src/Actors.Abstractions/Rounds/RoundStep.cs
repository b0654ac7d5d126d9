namespace Actors.Rounds;

/// <summary>What happened on a node.</summary>
[GenerateSerializer, Alias("actors.round-step")]
public enum RoundStep
{
    /// <summary>A caller came to the node's proposer.</summary>
    Asked,
    /// <summary>A message or a reply left the node.</summary>
    Sent,
    /// <summary>It was taken up; a message by the node's acceptor, a reply by its proposer.</summary>
    Received,
    /// <summary>The proposer has given up waiting for the reply to this message: either of them may have been lost.</summary>
    Lost,
    /// <summary>The caller was told the outcome.</summary>
    Told,
}
