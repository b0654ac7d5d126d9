namespace Actors.Silo.Tests;

/// <summary>One process for all tests that only talk to it; each uses keys of its own.</summary>
public sealed class SharedSilo : IAsyncLifetime
{
    private readonly TempDirectory _data = new();
    private SiloProcess? _process;

    internal SiloProcess Process => _process!;

    internal string Data => _data.Path;

    internal HttpClient Client => Process.Client;

    public async ValueTask InitializeAsync() => _process = await SiloProcess.StartAsync(_data.Path);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _data.Dispose();
    }
}
