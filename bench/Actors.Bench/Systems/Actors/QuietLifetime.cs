using Microsoft.Extensions.Hosting;

namespace Actors.Bench.Systems.Actors;

/// <summary>Leaves Ctrl-C to the command line.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
