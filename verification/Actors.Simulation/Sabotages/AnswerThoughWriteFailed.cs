using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A failed write is noted and forgotten: the acceptor answers as if it had worked.</summary>
internal sealed class AnswerThoughWriteFailed : Boundary
{
    public override IRegisterStore Open(SimulatedDisk disk) => new Deaf(disk);

    private sealed class Deaf(IRegisterStore store) : StoreWrapper(store)
    {
        public override void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable)
        {
            try
            {
                Store.Write(batch, durable);
            }
            catch (StoreException) { }
        }
    }
}
