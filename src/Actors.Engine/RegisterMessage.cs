using Actors.Paxos;

namespace Actors.Engine;

/// <summary>A message to the acceptor of one register.</summary>
/// <param name="Key">The register.</param>
/// <param name="Message">What is asked of its acceptor.</param>
public readonly record struct RegisterMessage(RegisterKey Key, AcceptorMessage Message);
