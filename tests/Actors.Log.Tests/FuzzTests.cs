using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Actors.Log.KeyValues;
using Actors.Log.Locks;
using Actors.Log.Machines;

namespace Actors.Log.Tests;

/// <summary>Anybody may decide an entry of a machine's log and a register of its snapshots.</summary>
public sealed class FuzzTests
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>What a machine throws ends that command, on all nodes alike. What it takes leaves a state that a snapshot can hold.</summary>
    [Fact]
    public void Commands_of_the_map() => Fuzz.Check<FormatException>(
        bytes => Apply<KeyValueState, KeyValueCommand>(bytes, command => KeyValueState.Empty.Apply(command).State), 256,
        Written(new KeyValueCommand("config/a", "value"u8.ToArray(), "text/plain", 17, Quota: new MachineQuota(1000, 10))),
        Written(new KeyValueCommand("a", null)),
        Written(new KeyValueCommand("ü\u0000", [], "application/json", IfAbsent: true)));

    /// <inheritdoc cref="Commands_of_the_map"/>
    [Fact]
    public void Commands_of_locks() => Fuzz.Check<FormatException>(
        bytes => Apply<LockState, LockCommand>(bytes, command => LockState.Empty.Apply(command).State), 256,
        Written(new LockCommand(LockAction.Acquire, "nightly", "me", Lease: TimeSpan.FromSeconds(30), Quota: MachineQuota.Default)),
        Written(new LockCommand(LockAction.Release, "nightly", "me", 17)),
        Written(new LockCommand(LockAction.Renew, "nightly", "me", long.MaxValue, TimeSpan.MaxValue)));

    /// <summary>A manifest that is none says nothing, so nothing is thrown at all. One that is believed names its chunks in order.</summary>
    [Fact]
    public void Manifests_of_snapshots() => Fuzz.Check<FormatException>(
        bytes =>
        {
            if (OddJson.TryRead<SnapshotManifest>(bytes, JsonSerializerOptions.Default, out var manifest) && manifest?.IsSoundAt(1_000) == true)
                Assert.True(SnapshotManifest.AreInOrder(manifest.Chunks, -1, 1_000));
        },
        256,
        JsonSerializer.SerializeToUtf8Bytes(new SnapshotManifest(64, "a1", "b2", [3, 4, 5], 2)),
        JsonSerializer.SerializeToUtf8Bytes(new SnapshotManifest(128, "", "", [], null, InList: true)));

    /// <summary>A body that is none is skipped, and none sets aside more than a snapshot may have, whatever it unpacks to.</summary>
    [Fact]
    public void Bodies_of_snapshots()
    {
        var full = KeyValueState.Empty;
        for (var i = 0; i < 20; i++) full = full.Apply(new KeyValueCommand($"key/{i}", new byte[i], "text/plain")).State;
        Fuzz.Check<FormatException>(
            Unpack, bytesPerByte: 256, bytesAlways: 256 * 1024,
            [Packed(Written(new SnapshotBody<KeyValueState, KeyValueResult>(full, []))), Packed(Encoding.UTF8.GetBytes($"{{\"state\":\"{new string('a', 10_000_000)}\"}}")), Packed("{\"state\":null}"u8)]);

        static void Unpack(byte[] bytes)
        {
            try
            {
                using var packed = new MemoryStream(bytes);
                var body = SnapshotBody<KeyValueState, KeyValueResult>.UnpackAsync(packed, bytesMax: 4_096, isNullable: false, Json, CancellationToken.None).GetAwaiter().GetResult();
                Assert.NotNull(body.State.Items);
            }
            catch (Exception exception) when (OddJson.IsOdd(exception) && exception is not Xunit.Sdk.XunitException)
            {
            }
        }
    }

    private static byte[] Packed(ReadOnlySpan<byte> json)
    {
        var packed = new MemoryStream();
        using (var compressed = new BrotliStream(packed, CompressionLevel.Fastest)) compressed.Write(json);
        return packed.ToArray();
    }

    private static byte[] Written<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);

    private static void Apply<TState, TCommand>(byte[] bytes, Func<TCommand, TState> apply)
    {
        if (!OddJson.TryRead<TCommand>(bytes, Json, out var command)) return;
        TState state;
        try
        {
            state = apply(command!);
        }
        catch (Exception exception) when (OddJson.IsOdd(exception))
        {
            return;
        }
        var written = JsonSerializer.SerializeToUtf8Bytes(state, Json);
        Assert.Equal(written, JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<TState>(written, Json), Json));
    }
}
