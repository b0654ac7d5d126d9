using Actors.Engine;
using Actors.Pages.Seats;
using Actors.Paxos;
using Actors.Registers;
using Actors.Silo.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>The nodes of this process, for those who want one in particular.</summary>
internal sealed class LocalSeats(LocalNodes nodes, SiloSettings settings) : ISeats
{
    private readonly ClusterLayout _layout = new(settings.Nodes.Select(node => node.Name), settings.Acceptors);
    private readonly Dictionary<string, SeatRegisters> _registers = nodes.All.ToDictionary(node => node.Name, node => new SeatRegisters(node));

    public IReadOnlyList<string> Nodes { get; } = [.. nodes.All.Select(node => node.Name)];

    public bool IsRunning(string node) => _registers[node].IsRunning;

    public IRegisters At(string node) => _registers[node];

    public IReadOnlyList<string> AcceptorsOf(RegisterKey key) => [.. _layout.AcceptorsOf(key).Order().Select(acceptor => _layout.Nodes[acceptor])];
}
