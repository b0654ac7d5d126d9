using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Log.KeyValues;
using Actors.Log.Machines;
using Actors.Registers;

namespace Actors.Log.Tests;

/// <summary>Text with an unpaired surrogate would be read as another text than was written, so it is refused wherever it comes in.</summary>
public sealed class TextTests
{
    private const string Broken = "me\ud800", Whole = "me\ufffd \ud83d\ude00 <é>";

    private readonly MemoryRegisters _registers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // No theory data: on its way to the test it would become well-formed.
    private static readonly string[] IllFormed = ["\ud800", "\udc00", "a\ud800b", "\udc00\ud800", "\ud83d\ude00\ud83d", "\ud800\ud800\udc00"];

    [Fact]
    public async Task A_string_register_refuses_it()
    {
        var register = _registers.WriteOnce<string>("greeting");
        foreach (var text in IllFormed) await Assert.ThrowsAsync<ArgumentException>(() => register.TryInitializeAsync(text, Token));
        Assert.Null(await register.ReadAsync(Token));
    }

    [Fact]
    public async Task Any_value_refuses_it_wherever_it_is()
    {
        await RefusedAsync(new Entry(Broken, []));
        await RefusedAsync(new Entry("a", new() { ["a"] = Broken }));
        await RefusedAsync(new Entry("a", new() { [Broken] = "a" }));
        await RefusedAsync(new[] { Broken });
        await RefusedAsync(Broken[^1]);
        await RefusedAsync<object>(Broken);
        await RefusedAsync(new JsonObject { ["a"] = Broken });
        await RefusedAsync(new JsonObject { [Broken] = 1 });
        await RefusedAsync(Broken, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    [Fact]
    public async Task Text_that_is_whole_is_written_as_ever()
    {
        var written = await _registers.WriteOnce<Entry>("whole").TryInitializeAsync(new Entry(Whole, new() { [Whole] = Whole }), Token);
        Assert.Equal((Whole, Whole), (written.Value.Name, written.Value.Notes[Whole]));
        var stored = Encoding.UTF8.GetString(_registers.Decided.Values.Single().Value.Bytes.Span);
        Assert.Equal(JsonSerializer.Serialize(written.Value, JsonSerializerOptions.Web), stored);
    }

    [Fact]
    public async Task A_log_and_a_machine_refuse_it()
    {
        await using var log = _registers.Log<string>("log");
        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync(Broken, Token));
        Assert.Equal(0, await log.LengthAsync(Token));
        await using var machine = new ReplicatedStateMachine<int, string, int>(_registers, "machine", 0, (count, _) => (count + 1, count + 1));
        await Assert.ThrowsAsync<ArgumentException>(() => machine.ExecuteAsync(Broken, Token));
        Assert.Equal(0, (await machine.QueryAsync(Token)).State);
        Assert.Throws<ArgumentException>(() => _registers.Log<string>(Broken));
        Assert.Throws<ArgumentException>(() => new ReplicatedStateMachine<string, int, int>(_registers, "initial", Broken, (state, _) => (state, 0)));
    }

    [Fact]
    public async Task A_map_refuses_it()
    {
        await using var map = new KeyValueMap(_registers);
        foreach (var text in IllFormed)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => map.ChangeAsync(new KeyValueCommand(text, [1]), Token));
            await Assert.ThrowsAsync<ArgumentException>(() => map.ChangeAsync(new KeyValueCommand("key", [1], ContentType: text), Token));
            await Assert.ThrowsAsync<ArgumentException>(() => map.GetAsync(text, Token));
            Assert.NotNull(KeyValueMap.ProblemOfKey(text));
        }
        Assert.Null(KeyValueMap.ProblemOfKey(Whole));
    }

    private async Task RefusedAsync<T>(T value, JsonSerializerOptions? json = null)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _registers.WriteOnce<T>("value", json).TryInitializeAsync(value, Token));
        Assert.Empty(_registers.Decided);
    }

    private sealed record Entry(string Name, Dictionary<string, string> Notes);
}
