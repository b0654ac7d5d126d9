using Actors.Grains.Hosting;
using Actors.Log.GrainStorage;
using Actors.Registers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Grain state in write-once registers.</summary>
public static class GrainStorageSiloBuilderExtensions
{
    /// <summary>
    /// Keeps grain state in the registers of the silos themselves, so that it outlives any of them, with no database. A stale write throws
    /// <see cref="InconsistentStateException"/>. Needs <c>AddWriteOnce</c>.
    /// <code>
    /// silo.AddWriteOnce(...).AddWriteOnceGrainStorage("registers");
    /// class Cart([PersistentState("cart", "registers")] IPersistentState&lt;CartState&gt; cart) : Grain, ICart;
    /// </code>
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The name that grains give. <c>Default</c> is the storage of <see cref="Grain{TGrainState}"/> and of states that give none.</param>
    public static ISiloBuilder AddWriteOnceGrainStorage(this ISiloBuilder builder, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (builder.Services.Any(service => service.ServiceType == typeof(IGrainStorage) && name.Equals(service.ServiceKey))) return builder;
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigurationValidator, GrainStorageValidator>());
        builder.Services.AddGrainStorage(name, static (services, name) => new WriteOnceGrainStorage(
            name,
            services.GetRequiredService<IRegisters>,
            services.GetRequiredService<IGrainStorageSerializer>(),
            services.GetRequiredService<IActivatorProvider>(),
            services.GetRequiredService<IOptions<WriteOnceOptions>>().Value.OperationTimeout,
            services.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>The same under the name <c>Default</c>.</summary>
    /// <inheritdoc cref="AddWriteOnceGrainStorage"/>
    public static ISiloBuilder AddWriteOnceGrainStorageAsDefault(this ISiloBuilder builder) =>
        builder.AddWriteOnceGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);
}
