using System.Reflection;
using Actors.Grains;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Simulation.Worlds;

/// <summary>What one call of a client sees of Orleans: lanes that lead to some node or other.</summary>
internal class Lanes : DispatchProxy
{
    private IProposerGrain _lane = null!;

    public static IGrainFactory Of(Clients clients, World world, Call call)
    {
        var factory = Create<IGrainFactory, Lanes>();
        ((Lanes)(object)factory)._lane = new Lane(clients, world, call);
        return factory;
    }

    protected override object Invoke(MethodInfo? method, object?[]? arguments) =>
        method?.ReturnType == typeof(IProposerGrain) ? _lane : throw new NotSupportedException($"{method?.Name} is not simulated.");

    private sealed class Lane(Clients clients, World world, Call call) : IProposerGrain
    {
        public Task<Outcome> ProposeAsync(string key, Proposal proposal)
        {
            if (call.Attempts > 0) proposal = world.Boundary.OnRepeat(proposal, call.Random);
            if (proposal != call.Own) world.Monitor.OnAnotherProposal(call.Key, proposal, call.Start);
            call.Latest = proposal;
            return clients.AskAsync(call, proposal);
        }

        public Task<Outcome> ReadAsync(string key) => clients.AskAsync(call, null);

        public Task<IReadOnlyList<AcceptorView>> InspectAsync(string key) => throw new NotSupportedException();

        public Task<IReadOnlyList<NodeView>> NodesAsync() => throw new NotSupportedException();
    }
}
