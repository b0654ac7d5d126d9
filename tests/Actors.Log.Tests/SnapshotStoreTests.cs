using System.Buffers;
using System.Runtime.InteropServices;
using Actors.Log.Machines;
using Actors.Paxos;

namespace Actors.Log.Tests;

/// <summary>Snapshots that are written at the same time, each by a node that may be slow.</summary>
public sealed class SnapshotStoreTests
{
    private readonly MemoryRegisters _registers = new();
    private readonly SnapshotStore _store;

    public SnapshotStoreTests() => _store = StoreOn(_registers);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_are_found_and_what_they_do_not_need_is_forgotten()
    {
        for (var next = 1; next <= 4; next++) await SaveAsync(_store, next);
        await TrimAsync();
        Assert.Equal([4, 3], await FoundAsync());
        Assert.Equal(TrimmedSlot.Proposal, (await _registers.ReadAsync(Key(7), Token)).Proposal);
        Assert.NotEqual(TrimmedSlot.Proposal, (await _registers.ReadAsync(Key(8), Token)).Proposal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_snapshot_that_is_finished_late_does_not_hide_newer_ones()
    {
        await SaveAsync(_store, 1);
        var finish = await BeginAsync(2);
        await SaveAsync(_store, 3);
        await SaveAsync(_store, 4);
        await TrimAsync();
        await finish();
        Assert.Equal([4, 3], await FoundAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_snapshot_that_is_finished_late_is_not_found_when_its_chunks_were_trimmed()
    {
        await SaveAsync(_store, 1);
        var finish = await BeginAsync(9);
        for (var next = 2; next <= 4; next++) await SaveAsync(_store, next);
        await TrimAsync();
        await finish();
        Assert.Equal([4, 3], await FoundAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_snapshot_that_meets_an_older_one_is_given_up_for_that_may_have_its_chunks_trimmed()
    {
        await SaveAsync(_store, 1);
        var finish = await BeginAsync(9);
        await SaveAsync(_store, 2);
        await finish();
        Assert.Equal([2, 1], await FoundAsync());
        await SaveAsync(_store, 9);
        Assert.Equal([9, 2], await FoundAsync());
    }

    [Fact]
    public async Task A_snapshot_of_more_chunks_than_a_manifest_has_room_for_is_whole()
    {
        var store = StoreOn(_registers, chunkBytes: 100);
        var body = Enumerable.Range(0, 100 * SnapshotStore.PlacesMax + 1).Select(i => (byte)i).ToArray();
        for (var next = 1; next <= 3; next++) await store.SaveAsync(next, "", new(body), Token);
        var found = await store.FindAsync(Token);
        await store.TrimAsync(found, Token);
        Assert.Equal([3, 2], found.Select(snapshot => snapshot.Manifest.Next));
        foreach (var (_, manifest) in found)
        {
            Assert.InRange(manifest.Chunks.Length, 1, SnapshotStore.PlacesMax);
            Assert.Equal(body, (await store.LoadAsync(manifest, Token))?.ToArray());
        }
    }

    [Fact]
    public async Task A_chunk_that_is_remembered_keeps_nothing_else_in_memory()
    {
        await StoreOn(_registers, chunkBytes: 100).SaveAsync(1, "", new(new byte[1_050]), Token);
        Assert.All(_registers.Decided.Values, register =>
        {
            Assert.True(MemoryMarshal.TryGetArray(register.Value.Bytes, out var bytes));
            Assert.Equal(bytes.Count, bytes.Array!.Length);
        });
        Assert.Equal(12, _registers.Decided.Count);
    }

    /// <summary>Another node writes the first chunk of a snapshot, and the rest when it is told.</summary>
    private async Task<Func<Task>> BeginAsync(long next)
    {
        var (paused, gate) = (new PausedRegisters(_registers), new TaskCompletionSource());
        var begun = new TaskCompletionSource();
        _registers.Instead = _ =>
        {
            paused.Gate = gate.Task;
            _registers.Instead = _ => null;
            begun.SetResult();
            return null;
        };
        var saving = SaveAsync(StoreOn(paused), next);
        await begun.Task;
        return () =>
        {
            gate.SetResult();
            return saving;
        };
    }

    private async Task TrimAsync() => await _store.TrimAsync(await _store.FindAsync(Token), Token);

    /// <summary>Which snapshots are found; all of them are whole.</summary>
    private async Task<List<long>> FoundAsync()
    {
        var found = await _store.FindAsync(Token);
        foreach (var (_, manifest) in found) Assert.Equal(Body(manifest.Next), (await _store.LoadAsync(manifest, Token))?.ToArray());
        return [.. found.Select(snapshot => snapshot.Manifest.Next)];
    }

    private static Task SaveAsync(SnapshotStore store, long next) => store.SaveAsync(next, $"hash of {next}", new(Body(next)), Token);

    private static SnapshotStore StoreOn(Registers.IRegisters registers, int chunkBytes = 60 * 1024) => new(new LogSlots(registers, "snapshots"), chunkBytes: chunkBytes);

    private static RegisterKey Key(long slot) => new SlotKey("snapshots", slot).Key;

    /// <summary>Three chunks of it.</summary>
    private static byte[] Body(long next) => [.. Enumerable.Repeat((byte)next, 150_000)];
}
