using Actors.Registers;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Hosting;

/// <summary>Stops a silo whose grain state has no registers to be in, before a grain finds that out.</summary>
internal sealed class GrainStorageValidator(IServiceProviderIsService services) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (services.IsService(typeof(IRegisters))) return;
        throw new OrleansConfigurationException(
            "Grain storage in write-once registers needs registers in the same silo. Add silo.UseWriteOnce(...), Orleans:Clustering:ProviderType=WriteOnce, or silo.AddWriteOnce(...).");
    }
}
