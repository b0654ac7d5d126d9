using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Paxos;
using Actors.Registers;
using Actors.Replication;

namespace Actors.Log.Machines;

/// <summary>
/// The snapshots of a machine, in registers of their own: each is a run of chunks, ended by its manifest. So each is held by a quorum, every node and
/// every client can load it, and none needs a disk or a transport that the registers do not have.
/// </summary>
/// <remarks>
/// A snapshot is given up when another is completed after its first chunk. Hence all chunks of a snapshot lie above the manifest before its own, and a
/// manifest in a later slot is of a newer snapshot, however late it was finished. Without that, a slow one would hide the newer ones, and name chunks that
/// have been trimmed.
/// </remarks>
/// <param name="slots">The registers.</param>
/// <param name="log">The log whose entries they contain: a snapshot of slots that are undecided is none. Null: not looked at.</param>
/// <param name="bytesMax">How many bytes the chunks of a snapshot have at most. Default: see <see cref="StateMachineOptions.SnapshotBytesMax"/>.</param>
/// <param name="chunkBytes">How much a chunk holds. Default: 60 KiB.</param>
internal sealed class SnapshotStore(LogSlots slots, LogSlots? log = null, long bytesMax = StateMachineOptions.SnapshotBytesMaxDefault, int chunkBytes = 60 * 1024)
{
    // 16 digits and a comma.
    private const int PlaceBytesMax = 17;

    /// <summary>So many places fit into a manifest. Of more there is a list, whose own places fit, for no body has more than two billion bytes.</summary>
    public const int PlacesMax = 1_000;

    /// <summary>The content type of what makes some chunks a snapshot.</summary>
    public const string ManifestType = "application/vnd.actors.snapshot+json";

    private const string ChunkType = "application/vnd.actors.snapshot-chunk";

    /// <summary>How many of the newest are kept: should the newest be damaged, the one before and the log still make the state.</summary>
    public const int Kept = 2;

    /// <summary>The newest snapshots, newest first, at most <see cref="Kept"/>, with where their manifests are.</summary>
    public async Task<IReadOnlyList<(long Slot, SnapshotManifest Manifest)>> FindAsync(CancellationToken cancellationToken) =>
        await FindBelowAsync(await slots.FindEndAsync(0, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// All snapshots that can be what they say, newest first, slot by slot: what a manifest says of the one before it counts for nothing, as it may be forged to
    /// hide that one.
    /// </summary>
    public async IAsyncEnumerable<SnapshotManifest> ReadBackAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var slot = await slots.FindEndAsync(0, cancellationToken).ConfigureAwait(false) - 1; slot >= 0; slot--)
        {
            var winner = await slots.ReadAsync(slot, cancellationToken).ConfigureAwait(false);
            if (winner is null || winner == TrimmedSlot.Proposal) yield break;
            if (await ReadManifestAsync(winner, slot, cancellationToken).ConfigureAwait(false) is { } manifest) yield return manifest;
        }
    }

    /// <summary>Writes a snapshot; it is there once this has completed, unless another one was completed meanwhile.</summary>
    /// <returns>Whether it is there.</returns>
    /// <exception cref="RegisterException">It is not known whether it is there.</exception>
    public async Task<bool> SaveAsync(long next, string stateHash, ReadOnlySequence<byte> body, CancellationToken cancellationToken)
    {
        var end = await slots.FindEndAsync(0, cancellationToken).ConfigureAwait(false);
        var previous = await FindBelowAsync(end, cancellationToken).ConfigureAwait(false);
        if (previous.Count > 0 && previous[0].Manifest.Next >= next) return false;
        if (await WriteChunksAsync(end, body, cancellationToken).ConfigureAwait(false) is not { } chunks) return false;
        var inList = chunks.Length > PlacesMax;
        if (inList)
        {
            var list = JsonSerializer.SerializeToUtf8Bytes(chunks);
            if (await WriteChunksAsync(chunks[^1] + 1, new(list), cancellationToken).ConfigureAwait(false) is not { } places) return false;
            chunks = places;
        }
        var manifest = new SnapshotManifest(next, stateHash, Blocks.Sha256Of(body), chunks, previous.Count > 0 ? previous[0].Slot : null, inList);
        var last = new RegisterValue(JsonSerializer.SerializeToUtf8Bytes(manifest), ManifestType);
        return await WriteAsync(chunks.Length > 0 ? chunks[^1] + 1 : end, last, cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>The bytes of a snapshot; null if they are not what the manifest says.</summary>
    public async Task<ReadOnlySequence<byte>?> LoadAsync(SnapshotManifest manifest, CancellationToken cancellationToken)
    {
        var chunks = manifest.Chunks;
        if (manifest.InList)
        {
            var listBytesMax = ((bytesMax / chunkBytes) + 2) * PlaceBytesMax;
            if (await ReadChunksAsync(chunks, listBytesMax, cancellationToken).ConfigureAwait(false) is not { } list) return null;
            chunks = ReadJson<long[]>(list.ToArray());
            if (chunks is null || !SnapshotManifest.AreInOrder(chunks, manifest.Previous ?? -1, manifest.Chunks.FirstOrDefault())) return null;
        }
        if (await ReadChunksAsync(chunks, bytesMax, cancellationToken).ConfigureAwait(false) is not { } bytes) return null;
        return Blocks.Sha256Of(bytes) == manifest.Sha256 ? bytes : null;
    }

    /// <summary>Forgets all that these snapshots do not need.</summary>
    public Task TrimAsync(IReadOnlyList<(long Slot, SnapshotManifest Manifest)> kept, CancellationToken cancellationToken) =>
        kept[^1].Manifest.Previous is { } previous ? slots.TrimAsync(previous + 1, cancellationToken) : Task.CompletedTask;

    private async Task<IReadOnlyList<(long Slot, SnapshotManifest Manifest)>> FindBelowAsync(long end, CancellationToken cancellationToken)
    {
        var found = new List<(long, SnapshotManifest)>();
        for (var (slot, next) = (end - 1, (long?)0); slot >= 0 && next is not null && found.Count < Kept; slot = next ?? -1)
        {
            var winner = await slots.ReadAsync(slot, cancellationToken).ConfigureAwait(false);
            if (winner is null || winner == TrimmedSlot.Proposal) break;
            var manifest = await ReadManifestAsync(winner, slot, cancellationToken).ConfigureAwait(false);
            if (manifest is not null) found.Add((slot, manifest));
            // What is above a manifest are its chunks, or those of one that was never completed. Where a manifest says that another is, there may be none.
            next = manifest is null ? slot - 1 : manifest.Previous;
        }
        return found;
    }

    /// <summary>Writes bytes from a slot on, and tells where; null if the snapshot they belong to is to be given up.</summary>
    private async Task<long[]?> WriteChunksAsync(long end, ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        var chunks = new List<long>();
        for (; !bytes.IsEmpty; end = chunks[^1] + 1)
        {
            // A copy: registers remember a chunk for longer than the others are needed.
            var chunk = bytes.Slice(0, Math.Min(chunkBytes, bytes.Length)).ToArray();
            if (await WriteAsync(end, new RegisterValue(chunk, ChunkType), cancellationToken).ConfigureAwait(false) is not { } at) return null;
            chunks.Add(at);
            bytes = bytes.Slice(chunk.Length);
        }
        return [.. chunks];
    }

    /// <summary>The bytes of some chunks; null if any of them is none, or if they are too many.</summary>
    private async Task<ReadOnlySequence<byte>?> ReadChunksAsync(long[] chunks, long most, CancellationToken cancellationToken)
    {
        var bytes = Blocks.New();
        foreach (var block in chunks.Chunk(LogReplica.Reach * 4))
            foreach (var winner in await slots.ReadAsync(block, cancellationToken).ConfigureAwait(false))
            {
                if (winner?.Value.ContentType != ChunkType || (most -= winner.Value.Bytes.Length) < 0) return null;
                await bytes.Writer.WriteAsync(winner.Value.Bytes, cancellationToken).ConfigureAwait(false);
            }
        return await bytes.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Writes a register at the first slot that takes it, and tells which; null if the snapshot it belongs to is to be given up.</summary>
    private async Task<long?> WriteAsync(long end, RegisterValue value, CancellationToken cancellationToken)
    {
        var own = new Proposal(ProposalId.New(), value);
        for (var slot = end; ; slot++)
        {
            // One after the other: so a manifest that is decided late, after its writer gave up waiting, has no other above the first chunk either. What was
            // trimmed lies below two manifests, which are met next.
            var winner = (await slots.ProposeAsync(slot, own, cancellationToken).ConfigureAwait(false)).Winner(slots.Key(slot))!;
            if (winner == own) return slot;
            if (winner.Value.ContentType == ManifestType) return null;
        }
    }

    /// <summary>The manifest in a slot; null if there is none, or one that cannot be true.</summary>
    private async Task<SnapshotManifest?> ReadManifestAsync(Proposal winner, long slot, CancellationToken cancellationToken)
    {
        if (winner.Value.ContentType != ManifestType || ReadJson<SnapshotManifest>(winner.Value.Bytes.Span) is not { } manifest || !manifest.IsSoundAt(slot)) return null;
        if (log is null) return manifest;
        return manifest.Next <= SlotKey.SlotMax && await log.ReadAsync(manifest.Next - 1, cancellationToken).ConfigureAwait(false) is not null ? manifest : null;
    }

    private static T? ReadJson<T>(ReadOnlySpan<byte> bytes)
        where T : class => OddJson.TryRead<T>(bytes, JsonSerializerOptions.Default, out var value) ? value : null;
}
