namespace Actors.Silo.Tests;

/// <summary>One process for all tests that only talk to it; each uses keys of its own.</summary>
public sealed class SharedSilo : IAsyncLifetime
{
    private readonly TempDirectory _data = new();
    private SiloProcess? _process;

    internal SiloProcess Process => _process!;

    internal string Data => _data.Path;

    internal HttpClient Client => Process.Client;

    /// <summary>The process, once all of its nodes run and vote, whatever the test before did to them.</summary>
    internal async Task<SiloProcess> HealedAsync()
    {
        await Client.HealAsync();
        return Process;
    }

    public async ValueTask InitializeAsync() => _process = await SiloProcess.StartAsync(_data.Path);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _data.Dispose();
    }
}
