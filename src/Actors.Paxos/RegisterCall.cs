namespace Actors.Paxos;

/// <summary>What a caller asks of a register; an <see cref="Outcome"/> is the answer.</summary>
/// <param name="Key">The register.</param>
/// <param name="Own">The caller's proposal; null to look only.</param>
public readonly record struct RegisterCall(RegisterKey Key, Proposal? Own);
