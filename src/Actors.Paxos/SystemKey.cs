namespace Actors.Paxos;

/// <summary>
/// The right to write a register of the system. Only the types of this library make one, so nobody else can pass one to
/// <c>IRegisters.ProposeSystemAsync</c>; who forwards calls passes on the one that it was given.
/// </summary>
public sealed class SystemKey
{
    internal SystemKey(SlotKey slot) => Key = slot.Key;

    /// <summary>The register.</summary>
    public RegisterKey Key { get; }

    /// <inheritdoc/>
    public override string ToString() => Key.Value;
}
