namespace Actors.Paxos;

/// <summary>How an operation ended.</summary>
public enum OutcomeKind
{
    /// <summary>The register has its value, and here it is.</summary>
    Decided,
    /// <summary>It was undecided at some moment since the operation began. Reads only.</summary>
    Undecided,
    /// <summary>Too few acceptors answered. A proposal that was sent may yet win.</summary>
    NoQuorum,
    /// <summary>The deadline passed while the answer was open. A proposal that was sent may yet win.</summary>
    Unknown,
}
