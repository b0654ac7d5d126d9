using Actors.Log.Tests;

namespace Actors.Silo.Tests;

/// <summary>The product's own HTTP over registers in memory, for the tests of a class.</summary>
public sealed class MemoryServer : IAsyncLifetime
{
    private StubServer? _server;

    internal MemoryRegisters Registers { get; } = new();

    internal HttpClient Client => _server!.Client;

    internal Uri Address => Client.BaseAddress!;

    public async ValueTask InitializeAsync() => _server = await StubServer.StartAsync(Registers);

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
