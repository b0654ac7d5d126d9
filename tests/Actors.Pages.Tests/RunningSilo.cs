namespace Actors.Pages.Tests;

/// <summary>A process with three nodes, or with one of three, on a directory of its own.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly TempDirectory _data = new();
    private SiloProcess? _process;

    private RunningSilo() { }

    public string Url => _process!.Url;

    public static Task<RunningSilo> StartAsync() => StartAsync(null);

    /// <summary>A node per process, in the order of their names.</summary>
    public static Task<RunningSilo[]> StartEachAsync()
    {
        var cluster = FreePorts.Cluster(3);
        return Task.WhenAll(new[] { "n1", "n2", "n3" }.Select(node => StartAsync(cluster, "--node", node)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _data.Dispose();
    }

    private static async Task<RunningSilo> StartAsync(string? cluster, params string[] more)
    {
        var silo = new RunningSilo();
        try
        {
            silo._process = await SiloProcess.StartAsync(silo._data.Path, cluster, more);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }
}
