using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>An acceptor answers before its write is durable: nobody waits for the sync.</summary>
internal sealed class AnswerBeforeWrite : Boundary
{
    public override IRegisterStore Open(SimulatedDisk disk) => new Lazy(disk);

    private sealed class Lazy(IRegisterStore store) : StoreWrapper(store)
    {
        public override void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable) => Store.Write(batch, durable: false);
    }
}
