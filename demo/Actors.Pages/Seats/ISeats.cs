using Actors.Paxos;
using Actors.Registers;

namespace Actors.Pages.Seats;

/// <summary>The nodes of this process, at each of which somebody may sit.</summary>
public interface ISeats
{
    /// <summary>The names of the nodes, running or not, in the order of the settings.</summary>
    IReadOnlyList<string> Nodes { get; }

    /// <summary>Whether a node runs. One that is cut off does.</summary>
    bool IsRunning(string node);

    /// <summary>
    /// The registers through one node and no other. While it does not run, and when it is stopped during a call, that is told as
    /// <see cref="OutcomeKind.NoQuorum"/> or <see cref="OutcomeKind.Unknown"/>.
    /// </summary>
    IRegisters At(string node);

    /// <summary>The nodes of the cluster that keep a register, in ordinal order.</summary>
    IReadOnlyList<string> AcceptorsOf(RegisterKey key);
}
