using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>Trimming is two writes: the slots are gone for good before the floor is, and a power loss between them leaves neither.</summary>
internal sealed class DeleteBeforeFloor : Boundary
{
    public override IRegisterStore Open(SimulatedDisk disk) => new InTwo(disk);

    private sealed class InTwo(SimulatedDisk disk) : StoreWrapper(disk)
    {
        public override void Trim(SlotKey below)
        {
            Store.Write(disk.Below(below), durable: true);
            Store.Trim(below);
        }
    }
}
