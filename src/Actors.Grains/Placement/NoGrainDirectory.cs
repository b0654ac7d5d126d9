using Orleans.GrainDirectory;

namespace Actors.Grains.Placement;

/// <summary>A directory that knows nobody, for grains whose placement says where they are: it saves them the hop to the real one.</summary>
internal sealed class NoGrainDirectory : IGrainDirectory
{
    public const string Name = "actors-none";

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult<GrainAddress?>(null);

    public Task<GrainAddress?> Register(GrainAddress address) => Task.FromResult<GrainAddress?>(address);

    public Task Unregister(GrainAddress address) => Task.CompletedTask;

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
