using Actors.Engine;
using Actors.Log;
using Actors.Log.Machines;
using Actors.Paxos;
using Actors.Runtime;
using Orleans.Concurrency;

namespace Actors.Grains.Tests;

/// <summary>A grain of an application that lets through what the registers throw.</summary>
public interface IThrowingGrain : IGrainWithStringKey
{
    Task ThrowAsync(string type);
}

[StatelessWorker]
internal sealed class ThrowingGrain : Grain, IThrowingGrain
{
    public static readonly IReadOnlyDictionary<string, Exception> Exceptions = new Exception[]
    {
        new NoQuorumException("none", inner: new InvalidOperationException("why")),
        new UnknownOutcomeException("unknown", "Ask again.", new StoreException("the store", new StoreException("the disk"))),
        new LogFullException("orders", 17),
        new QuotaExceededException("kv", MachineQuota.Default.Bytes, MachineQuota.Default.Keys),
        new LogTrimmedException("orders", 17, new NodeStoppedException("n1")),
        new NotVotingException("n1", "it has forgotten"),
        new InvariantException("two winners"),
    }.ToDictionary(exception => exception.GetType().Name);

    public Task ThrowAsync(string type) => throw Exceptions[type];
}
