using Actors.Registers;

namespace Actors.Client.Cluster;

/// <summary>A connection to a cluster, until disposed.</summary>
internal interface IConnection : IAsyncDisposable
{
    IRegisters Registers { get; }
}
