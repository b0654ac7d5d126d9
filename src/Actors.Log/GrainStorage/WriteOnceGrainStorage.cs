using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Actors.Paxos;
using Actors.Registers;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Actors.Log.GrainStorage;

/// <summary>
/// Grain state in registers: version i of a grain's state is slot i of a log of its own, and the version is the ETag. Whoever writes proposes the version
/// after the one that it has read; if that is decided already, somebody else was quicker, and the write is refused. Old versions are given back.
/// </summary>
/// <param name="name">The storage; states of two storages never meet.</param>
/// <param name="registers">The registers of this silo, asked for when they are needed.</param>
/// <param name="serializer">How states are written.</param>
/// <param name="activators">Makes the states of grains that have none.</param>
public sealed class WriteOnceGrainStorage(string name, Func<IRegisters> registers, IGrainStorageSerializer serializer, IActivatorProvider activators) : IGrainStorage
{
    /// <summary>The greatest size of a state as it is written: 64 KiB, what a register holds.</summary>
    public const int StateBytesMax = RegisterValue.MaxBytes;

    private const string StateType = "application/vnd.actors.grain-state", ClearedType = "application/vnd.actors.grain-state-cleared";

    /// <summary>So many versions at most are kept where one would do, so that most writes need not ask for anything to be forgotten.</summary>
    private const int TrimEvery = 8;

    private const int LogNameBytesMax = 400;

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (version, record) = await FindAsync(SlotsOf(stateName, grainId), VersionOf(grainState.ETag)).ConfigureAwait(false);
        if (record?.ContentType == StateType)
            (grainState.State, grainState.ETag, grainState.RecordExists) = (serializer.Deserialize<T>(new BinaryData(record.Bytes)), ETagOf(version), true);
        else Forget(grainState);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var bytes = serializer.Serialize(grainState.State).ToMemory();
        if (bytes.Length > StateBytesMax)
            throw new ArgumentException($"State '{stateName}' of grain {grainId} has {bytes.Length} bytes; at most {StateBytesMax} can be stored.", nameof(grainState));
        var slots = SlotsOf(stateName, grainId);
        var version = await DecideAsync(slots, grainState.ETag, new RegisterValue(bytes, StateType)).ConfigureAwait(false);
        (grainState.ETag, grainState.RecordExists) = (ETagOf(version), true);
        if (version % TrimEvery == 0) await TrimAsync(slots, version).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var slots = SlotsOf(stateName, grainId);
        var isClear = grainState.ETag is null && (await FindAsync(slots, null).ConfigureAwait(false)).Record?.ContentType != StateType;
        if (!isClear)
        {
            var version = await DecideAsync(slots, grainState.ETag, new RegisterValue(ReadOnlyMemory<byte>.Empty, ClearedType)).ConfigureAwait(false);
            await TrimAsync(slots, version).ConfigureAwait(false);
        }
        Forget(grainState);
    }

    /// <summary>Gets the version after the one that the caller has read decided.</summary>
    /// <exception cref="InconsistentStateException">There is a later one.</exception>
    private async Task<long> DecideAsync(LogSlots slots, string? etag, RegisterValue record)
    {
        var (last, present) = VersionOf(etag) is { } known ? (known, null) : await FindAsync(slots, null).ConfigureAwait(false);
        if (present?.ContentType == StateType) throw Stale(slots, etag, last);
        var own = new Proposal(ProposalId.New(), record);
        var outcome = await slots.ProposeAsync(last + 1, own, CancellationToken.None).ConfigureAwait(false);
        return outcome.Winner(slots.Key(last + 1)) == own ? last + 1 : throw Stale(slots, etag, last + 1);
    }

    /// <summary>The latest version and what it holds; -1 and nothing if there is none.</summary>
    private static async Task<(long Version, RegisterValue? Record)> FindAsync(LogSlots slots, long? known)
    {
        for (var from = (known ?? -1) + 1; ;)
        {
            from = await slots.FindEndAsync(from, CancellationToken.None).ConfigureAwait(false);
            if (from == 0) return (-1, null);
            // Forgotten means that there is a later one by now.
            if (await slots.ReadAsync(from - 1, CancellationToken.None).ConfigureAwait(false) is { } winner && winner != TrimmedSlot.Proposal)
                return (from - 1, winner.Value);
        }
    }

    /// <summary>What is not forgotten now is forgotten with a later version.</summary>
    private static async Task TrimAsync(LogSlots slots, long version)
    {
        try
        {
            await slots.TrimAsync(version, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RegisterException or TimeoutException or OrleansException)
        {
            // The version is decided, and that is what the caller waits for.
        }
    }

    private void Forget<T>(IGrainState<T> grainState) =>
        (grainState.State, grainState.ETag, grainState.RecordExists) = (activators.GetActivator<T>().Create(), null, false);

    private LogSlots SlotsOf(string stateName, GrainId grainId)
    {
        var log = $"grains/{Uri.EscapeDataString(name)}/{Uri.EscapeDataString(stateName)}/{Uri.EscapeDataString(grainId.ToString())}";
        if (log.Length > LogNameBytesMax) log = $"grains/sha256/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(log)))}";
        return new LogSlots(registers(), log);
    }

    private static InconsistentStateException Stale(LogSlots slots, string? etag, long stored) => new(
        $"{slots.Name}: version {etag ?? "none"} was read, and there is a version {stored}: another activation of the grain has written it.", ETagOf(stored), etag!);

    private static long? VersionOf(string? etag) => etag is null ? null
        : long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : throw new InconsistentStateException($"'{etag}' is no ETag of this storage.", "", etag);

    private static string ETagOf(long version) => version.ToString(CultureInfo.InvariantCulture);
}
