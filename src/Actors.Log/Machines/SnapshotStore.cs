using System.Security.Cryptography;
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
internal sealed class SnapshotStore(LogSlots slots)
{
    private const int ChunkBytes = 60 * 1024;
    private const string ChunkType = "application/vnd.actors.snapshot-chunk", ManifestType = "application/vnd.actors.snapshot+json";

    /// <summary>How many of the newest are kept: should the newest be damaged, the one before and the log still make the state.</summary>
    public const int Kept = 2;

    /// <summary>The newest snapshots, newest first, at most <see cref="Kept"/>, with where their manifests are.</summary>
    public async Task<IReadOnlyList<(long Slot, SnapshotManifest Manifest)>> FindAsync(CancellationToken cancellationToken) =>
        await FindBelowAsync(await slots.FindEndAsync(0, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Writes a snapshot; it is there once this has completed, unless another one was completed meanwhile.</summary>
    /// <exception cref="RegisterException">It is not known whether it is there.</exception>
    public async Task SaveAsync(long next, string stateHash, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var end = await slots.FindEndAsync(0, cancellationToken).ConfigureAwait(false);
        var previous = await FindBelowAsync(end, cancellationToken).ConfigureAwait(false);
        if (previous.Count > 0 && previous[0].Manifest.Next >= next) return;
        var chunks = new List<long>();
        for (var offset = 0; offset < body.Length; offset += ChunkBytes)
        {
            var chunk = new RegisterValue(body.Slice(offset, Math.Min(ChunkBytes, body.Length - offset)), ChunkType);
            if (await WriteAsync(end, chunk, cancellationToken).ConfigureAwait(false) is not { } at) return;
            chunks.Add(at);
            end = at + 1;
        }
        var manifest = new SnapshotManifest(
            next, stateHash, Convert.ToHexStringLower(SHA256.HashData(body.Span)), [.. chunks], previous.Count > 0 ? previous[0].Slot : null);
        await WriteAsync(end, new RegisterValue(JsonSerializer.SerializeToUtf8Bytes(manifest), ManifestType), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The bytes of a snapshot; null if they are not what the manifest says.</summary>
    public async Task<byte[]?> LoadAsync(SnapshotManifest manifest, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        foreach (var block in manifest.Chunks.Chunk(LogReplica.Reach * 4))
            foreach (var winner in await slots.ReadAsync(block, cancellationToken).ConfigureAwait(false))
            {
                if (winner?.Value.ContentType != ChunkType) return null;
                body.Write(winner.Value.Bytes.Span);
            }
        var bytes = body.ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == manifest.Sha256 ? bytes : null;
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
            var manifest = ReadManifest(winner);
            if (manifest is not null) found.Add((slot, manifest));
            // What is above the newest manifest are chunks of one that was never completed.
            next = manifest is null ? found.Count == 0 ? slot - 1 : null : manifest.Previous;
        }
        return found;
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

    private static SnapshotManifest? ReadManifest(Proposal winner)
    {
        if (winner.Value.ContentType != ManifestType) return null;
        try
        {
            return JsonSerializer.Deserialize<SnapshotManifest>(winner.Value.Bytes.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
