using Actors.Engine;
using Actors.Engine.Identity;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Actors.Grains.Hosting;

/// <summary>
/// The store of a silo's registers, opened when it is asked for first: by the clustering, which must know its id before the silo starts, or by the node
/// that votes with it and closes it. Closed here if no node takes it.
/// </summary>
internal sealed class NodeStore(RegisterStoreFactory open, IOptions<SiloOptions> silo) : IBoundStore, IDisposable
{
    private readonly Lock _lock = new();
    private IRegisterStore? _store;
    private bool _taken;

    public string Name => "registers";

    public Guid Open() => Opened().StoreId;

    /// <summary>The open store, which is the caller's from now on.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public IRegisterStore Take()
    {
        lock (_lock)
        {
            var store = Opened();
            _taken = true;
            return store;
        }
    }

    public void Dispose()
    {
        lock (_lock)
            if (!_taken) _store?.Dispose();
    }

    private IRegisterStore Opened()
    {
        lock (_lock) return _store ??= open(silo.Value.SiloName);
    }
}
