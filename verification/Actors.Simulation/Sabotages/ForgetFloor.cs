using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>An acceptor that trims a log deletes its slots and does not remember that it did: they look as if they had never been heard of.</summary>
internal class ForgetFloor : Boundary
{
    public override IRegisterStore Open(SimulatedDisk disk) => new Floorless(disk);

    private sealed class Floorless(IRegisterStore store) : StoreWrapper(store)
    {
        public override void Trim(SlotKey below)
        {
            Store.Trim(below);
            Store.Note(below.FloorKey, AcceptorState.Initial);
        }
    }
}
