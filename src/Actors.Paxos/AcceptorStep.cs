namespace Actors.Paxos;

/// <summary>
/// The acceptor's answer to one message. The caller first stores <see cref="Next"/>, then adopts it, then sends <see cref="Reply"/>;
/// if storing fails it sends nothing.
/// </summary>
/// <param name="Next">The state to store, null if nothing changed.</param>
/// <param name="Reply">The reply, true only once <see cref="Next"/> is stored.</param>
/// <param name="MustBeDurable">Whether <see cref="Next"/> must survive a power loss before the reply leaves. False only for what can be learned again.</param>
public readonly record struct AcceptorStep(AcceptorState? Next, AcceptorReply Reply, bool MustBeDurable);
