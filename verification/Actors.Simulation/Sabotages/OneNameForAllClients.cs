using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>All clients have the same name, and so the same ballots.</summary>
internal sealed class OneNameForAllClients : Boundary
{
    public override void Prepare(WorldPlan plan) => (plan.Clients, plan.ThroughClients) = (3, 1);

    public override string ClientName(int client, int life) => "c";

    public override string Luck(Machine machine, long incarnation) => "c";
}
