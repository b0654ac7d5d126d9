namespace Actors.Client.Tests.EndToEnd;

/// <summary>Three nodes in a process of their own, on free ports, with stores that go with it.</summary>
public sealed class RunningSilo : IAsyncLifetime
{
    private readonly TempDirectory _data = new();
    private SiloProcess? _process;

    public string Cluster { get; } = FreePorts.Cluster(3);

    public string Url => _process!.Url;

    /// <inheritdoc cref="SiloProcess.Command"/>
    public string Command => _process!.Command;

    public int ProcessId => _process!.Id;

    public async ValueTask InitializeAsync() => _process = await SiloProcess.StartAsync(_data.Path, Cluster);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _data.Dispose();
    }
}
