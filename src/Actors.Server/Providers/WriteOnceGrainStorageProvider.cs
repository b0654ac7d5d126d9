using Actors.Server.Hosting;
using Actors.Server.Providers;
using Microsoft.Extensions.Configuration;
using Orleans.Providers;

[assembly: RegisterProvider(WriteOnceServices.Name, "GrainStorage", "Silo", typeof(WriteOnceGrainStorageProvider))]

namespace Actors.Server.Providers;

/// <summary><c>Orleans:GrainStorage:{name}:ProviderType=WriteOnce</c>: grain state in the registers that this silo keeps.</summary>
internal sealed class WriteOnceGrainStorageProvider : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection section) =>
        builder.AddWriteOnceGrainStorage(name ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);
}
