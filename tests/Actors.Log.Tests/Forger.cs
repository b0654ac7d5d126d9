using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Actors.Log.Machines;
using Actors.Paxos;
using Actors.Replication;

namespace Actors.Log.Tests;

/// <summary>Writes what it likes into the registers of a log and of its snapshots, past the rule for names.</summary>
internal sealed class Forger(MemoryRegisters registers, string log)
{
    private const string ChunkType = "application/vnd.actors.snapshot-chunk", ManifestType = "application/vnd.actors.snapshot+json";

    private LogSlots Entries => new(registers, log);

    private LogSlots Snapshots => new(registers, $"{log}/snapshots");

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)) brotli.Write(body);
        return packed.ToArray();
    }

    /// <summary>Appends one entry with any payload.</summary>
    public async Task EntryAsync(byte[] payload, long since = 0) =>
        await AtEndAsync(Entries, new SlotBatch([new LogEntry(new EntryId(Guid.NewGuid(), since), payload)]).Encode());

    /// <summary>Decides one slot of the log with any bytes, if it is undecided.</summary>
    public Task SlotAsync(long slot, byte[] bytes, string type = "application/vnd.actors.slot") => PutAsync(Entries, slot, new RegisterValue(bytes, type));

    /// <summary>Puts a snapshot above all others: this body, and a manifest that fits it but for what is changed.</summary>
    public async Task SnapshotAsync(byte[] body, long next, Func<SnapshotManifest, SnapshotManifest>? change = null)
    {
        var chunk = await AtEndAsync(Snapshots, new RegisterValue(body, ChunkType));
        var manifest = new SnapshotManifest(next, "", Convert.ToHexStringLower(SHA256.HashData(body)), [chunk], null);
        await ManifestAsync(JsonSerializer.SerializeToUtf8Bytes(change is null ? manifest : change(manifest)));
    }

    /// <summary>Puts a manifest of any bytes above all others.</summary>
    public Task ManifestAsync(byte[] bytes) => AtEndAsync(Snapshots, new RegisterValue(bytes, ManifestType));

    private async Task<long> AtEndAsync(LogSlots slots, RegisterValue value)
    {
        while (true)
        {
            var end = await slots.FindEndAsync(0, CancellationToken.None);
            if (await PutAsync(slots, end, value)) return end;
        }
    }

    private async Task<bool> PutAsync(LogSlots slots, long slot, RegisterValue value)
    {
        var own = new Proposal(ProposalId.New(), value);
        return (await registers.ForgeAsync(slots.Key(slot), own)).Proposal == own;
    }
}
