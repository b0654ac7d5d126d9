using System.Text.Json;
using Actors.Client.Output;
using Actors.Registers;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Client.Tests;

/// <summary>Runs commands against a fake cluster, and keeps what they print.</summary>
internal sealed class CommandLine
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public CommandLine() => Connector = new FakeConnector(NodeOf);

    public FakeRegisters Registers { get; } = new();

    public Dictionary<string, IRegisters?> Nodes { get; } = [];

    public FakeConnector Connector { get; }

    /// <summary>The clock of the commands, if not <see cref="Time"/>.</summary>
    public TimeProvider? Clock { get; set; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));

    public byte[] Input { get; set; } = [];

    public MemoryStream RawOutput { get; } = new();

    public string? Environment { get; set; }

    /// <summary>Whether a person sees what the commands print.</summary>
    public bool IsTerminal { get; set; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public Task<int> RunAsync(params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        var terminal = new Terminal(_output, _error, () => new MemoryStream(Input), () => RawOutput, IsTerminal, IsTerminal);
        return new App(Connector, terminal, Clock ?? Time, Environment).RunAsync(arguments, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a command with <c>--json</c>: it must print one object, and nothing else.</summary>
    public async Task<(int ExitCode, JsonElement Json)> RunJsonAsync(params string[] arguments)
    {
        var exitCode = await RunAsync([.. arguments, "--json"]);
        Assert.Empty(Error);
        Assert.Single(Output.TrimEnd('\n').Split('\n'));
        return (exitCode, JsonSerializer.Deserialize<JsonElement>(Output));
    }

    private IRegisters? NodeOf(string node) => Nodes.TryGetValue(node, out var registers) ? registers : Registers;
}
