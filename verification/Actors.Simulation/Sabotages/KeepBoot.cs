using Actors.Engine.Identity;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A node tries a start that was not shown again under the same boot id, so that a copy of its store names a start that later processes also show.</summary>
internal sealed class KeepBoot : Boundary
{
    public override void Prepare(WorldPlan plan)
    {
        plan.Clustered = true;
        plan.SetProbability(Fault.OlderDisk, 0.5);
    }

    public override Guid Boot(SimulatedNode node, Guid drawn)
    {
        var key = new RegisterKey($"node/{node.Name}/try");
        if (node.Store.Read(key).Chosen is { } tried && StartRecord.Decode(tried.Value) is var last && last.Number > new NodeRecords(node.Name, node.Store.Read).LastStart)
            return last.Boot;
        var start = new StartRecord(new NodeRecords(node.Name, node.Store.Read).LastStart + 1, drawn);
        node.Store.Note(key, AcceptorState.Initial with { Chosen = new Proposal(new ProposalId(drawn), start.Encode()) });
        return drawn;
    }
}
