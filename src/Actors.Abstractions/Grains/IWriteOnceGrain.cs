using Actors.Paxos;

namespace Actors.Grains;

/// <summary>
/// One register as a grain; its string key is the register's key. It lives on the silo where the call arrives, once on each, and
/// owns nothing: the acceptors do.
/// </summary>
[Alias("actors.write-once")]
public interface IWriteOnceGrain : IGrainWithStringKey
{
    /// <inheritdoc cref="Registers.IRegisters.ProposeAsync"/>
    [Alias("propose")]
    Task<Outcome> ProposeAsync(Proposal proposal);

    /// <inheritdoc cref="Registers.IRegisters.ReadAsync"/>
    [Alias("read")]
    Task<Outcome> ReadAsync();

    /// <summary>The winner as soon as there is one; null after some seconds without: ask again. So a wait outlasts any response timeout.</summary>
    [Alias("wait")]
    Task<Proposal?> WaitAsync(CancellationToken cancellationToken);
}
