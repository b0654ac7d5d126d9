using Actors.Pages.Seats;
using Actors.Registers;

namespace Actors.Silo.Nodes;

/// <summary>The nodes of this process, for those who want one in particular.</summary>
internal sealed class LocalSeats(LocalNodes nodes) : ISeats
{
    private readonly Dictionary<string, SeatRegisters> _registers = nodes.All.ToDictionary(node => node.Name, node => new SeatRegisters(node));

    public IReadOnlyList<string> Nodes { get; } = [.. nodes.All.Select(node => node.Name)];

    public bool IsRunning(string node) => _registers[node].IsRunning;

    public IRegisters At(string node) => _registers[node];
}
