namespace Actors.Clustering.Transport;

/// <summary>The endpoints of a node, version 1, and their limits.</summary>
internal static class Wire
{
    /// <summary>POST, a batch of messages to this node's acceptors.</summary>
    public const string Acceptors = "v1/acceptors";

    /// <summary>POST, the heartbeats that the caller knows; answers with those that this node knows.</summary>
    public const string Alive = "v1/alive";

    /// <summary>GET, how this node is.</summary>
    public const string Describe = "v1/describe";

    /// <summary>GET, the gateways of the cluster.</summary>
    public const string Gateways = "v1/gateways";

    /// <summary>The node that the caller means. An acceptor that answers for another one would be counted twice.</summary>
    public const string NodeHeader = "actors-node";

    /// <summary>The fingerprint of the caller's cluster identity. Two of them could form quorums that never meet.</summary>
    public const string IdentityHeader = "actors-cluster";

    /// <summary>The most messages in a batch.</summary>
    public const int BatchSizeMax = 64;

    /// <summary>The largest heartbeats in bytes: of more silos than a table may have.</summary>
    public const int AliveBytesMax = 64 * 1024;

    /// <summary>The most requests under way on a connection: each proposer of a node has two batches, and clients ask one thing at a time.</summary>
    public const int StreamsMax = 64;

    /// <summary>The longest target and headers of a request in bytes.</summary>
    public const int HeaderBytesMax = 8 * 1024;

    /// <summary>The most headers of a request.</summary>
    public const int HeaderCountMax = 32;

    /// <summary>What may be on its way to a node that has not read it yet, in bytes: for a connection as for a request.</summary>
    public const int WindowBytes = 1024 * 1024;

    /// <summary>About the most bytes in a batch.</summary>
    public const int BatchBytesMax = 1024 * 1024;

    /// <summary>The largest body in bytes: a full batch of the largest messages, as nodes sent them that did not count bytes, with room for keys and ballots.</summary>
    public const int BodyBytesMax = BatchSizeMax * 72 * 1024;

    /// <summary>The most bytes of all bodies under way at a node: many times what the proposers of the other nodes send at once.</summary>
    public const long BodiesBytesMax = 64 * 1024 * 1024;
}
