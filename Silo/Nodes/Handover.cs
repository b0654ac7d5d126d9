using Actors.Engine;

namespace Actors.Silo.Nodes;

/// <summary>An open store on its way to the silo that will close it; closed here if the silo never takes it.</summary>
internal sealed class Handover(IRegisterStore store) : IDisposable
{
    private IRegisterStore? _store = store;

    public IRegisterStore Take() =>
        Interlocked.Exchange(ref _store, null) ?? throw new InvalidOperationException("A node opens its store once for every start.");

    public void Dispose() => Interlocked.Exchange(ref _store, null)?.Dispose();
}
