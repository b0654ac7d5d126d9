using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Actors.Paxos;
using Actors.Registers;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Actors.Log.GrainStorage;

/// <summary>
/// Grain state in registers: version i of a grain's state is slot i of a log of its own, and the version is the ETag. Whoever writes proposes the version
/// after the one that it has read; if that is decided already, somebody else was quicker, and the write is refused, unless it was an earlier write of
/// the same activation whose outcome was unknown: then the next version is written. Old versions are given back.
/// </summary>
/// <param name="name">The storage; states of two storages never meet.</param>
/// <param name="registers">The registers of this silo, asked for when they are needed.</param>
/// <param name="serializer">How states are written.</param>
/// <param name="activators">Makes the states of grains that have none.</param>
/// <param name="timeout">How long a write asks for its outcome before that is unknown.</param>
/// <param name="time">The clock.</param>
public sealed class WriteOnceGrainStorage(
    string name, Func<IRegisters> registers, IGrainStorageSerializer serializer, IActivatorProvider activators, TimeSpan timeout, TimeProvider time) : IGrainStorage
{
    /// <summary>The greatest size of a state as it is written: 64 KiB, what a register holds.</summary>
    public const int StateBytesMax = RegisterValue.MaxBytes;

    private const string StateType = "application/vnd.actors.grain-state", ClearedType = "application/vnd.actors.grain-state-cleared";

    /// <summary>So many versions at most are kept where one would do, so that most writes need not ask for anything to be forgotten.</summary>
    private const int TrimEvery = 8;

    private const int LogNameBytesMax = 400;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // By the state object, which an activation keeps for its life and shares with no other.
    private readonly ConditionalWeakTable<object, OpenWrite> _open = [];
    private readonly VersionTrims _trims = new();

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (version, record) = await FindAsync(SlotsOf(stateName, grainId), VersionOf(grainState.ETag)).ConfigureAwait(false);
        if (record?.ContentType == StateType)
            (grainState.State, grainState.ETag, grainState.RecordExists) = (serializer.Deserialize<T>(new BinaryData(record.Bytes)), ETagOf(version), true);
        else Forget(grainState);
        // What is written from now on rests on what was read: an earlier write that lands after all has not been seen by it.
        _open.Remove(grainState);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var bytes = serializer.Serialize(grainState.State).ToMemory();
        if (bytes.Length > StateBytesMax)
            throw new ArgumentException($"State '{stateName}' of grain {grainId} has {bytes.Length} bytes; at most {StateBytesMax} can be stored.", nameof(grainState));
        var slots = SlotsOf(stateName, grainId);
        var version = await DecideAsync(slots, grainState, new RegisterValue(bytes, StateType)).ConfigureAwait(false);
        (grainState.ETag, grainState.RecordExists) = (ETagOf(version), true);
        if (version % TrimEvery == 0) _trims.Begin(slots, version);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var slots = SlotsOf(stateName, grainId);
        var isClear = grainState.ETag is null && OpenWriteOf(grainState) is null
            && (await FindAsync(slots, null).ConfigureAwait(false)).Record?.ContentType != StateType;
        if (!isClear)
        {
            var version = await DecideAsync(slots, grainState, new RegisterValue(ReadOnlyMemory<byte>.Empty, ClearedType)).ConfigureAwait(false);
            _trims.Begin(slots, version);
        }
        Forget(grainState);
    }

    /// <summary>Gets the version after the one that the caller has read decided, or that after its own versions which it did not know of.</summary>
    /// <exception cref="InconsistentStateException">There is a version of somebody else.</exception>
    /// <exception cref="RegisterException">Unknown; the next call finds it out.</exception>
    private async Task<long> DecideAsync<T>(LogSlots slots, IGrainState<T> grainState, RegisterValue record)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        var version = OpenWriteOf(grainState)?.Version ?? await NextAsync(slots, grainState.ETag).ConfigureAwait(false);
        for (; ; version++)
        {
            var open = OpenWriteOf(grainState) is { } earlier && earlier.Version == version ? earlier : new OpenWrite(grainState.ETag, version);
            _open.AddOrUpdate(grainState, open);
            var winner = await ProposeAsync(slots, version, open.Propose(record), deadline.Token).ConfigureAwait(false);
            if (open.IsOwn(winner) && !winner.Value.Equals(record)) continue;
            _open.Remove(grainState);
            return open.IsOwn(winner) ? version : throw Stale(slots, grainState.ETag, version);
        }
    }

    /// <summary>The winner of a version, whoever it is. Asks again under the same proposal id until the outcome is known.</summary>
    private async Task<Proposal> ProposeAsync(LogSlots slots, long version, Proposal own, CancellationToken deadline)
    {
        var outcome = new Outcome(OutcomeKind.Unknown, null, 0, 0);
        try
        {
            while (true)
            {
                outcome = await slots.ProposeAsync(version, own, deadline).ConfigureAwait(false);
                if (outcome.Proposal is { } winner) return winner;
                await Task.Delay(Pause, time, deadline).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return outcome.Winner(slots.Key(version))!;
        }
    }

    /// <summary>The version after the one that was read.</summary>
    /// <exception cref="InconsistentStateException">Nothing was read, and there is something.</exception>
    private static async Task<long> NextAsync(LogSlots slots, string? etag)
    {
        if (VersionOf(etag) is { } read) return read + 1;
        var (last, present) = await FindAsync(slots, null).ConfigureAwait(false);
        return present?.ContentType == StateType ? throw Stale(slots, etag, last) : last + 1;
    }

    private OpenWrite? OpenWriteOf<T>(IGrainState<T> grainState) =>
        _open.TryGetValue(grainState, out var open) && open.ETag == grainState.ETag ? open : null;

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

    private void Forget<T>(IGrainState<T> grainState) =>
        (grainState.State, grainState.ETag, grainState.RecordExists) = (activators.GetActivator<T>().Create(), null, false);

    private LogSlots SlotsOf(string stateName, GrainId grainId)
    {
        var log = $"grains/{Uri.EscapeDataString(name)}/{Uri.EscapeDataString(stateName)}/{Uri.EscapeDataString(grainId.ToString())}";
        if (log.Length > LogNameBytesMax) log = $"grains/sha256/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(log)))}";
        return new LogSlots(registers(), log);
    }

    private static InconsistentStateException Stale(LogSlots slots, string? etag, long stored) => new(
        $"{slots.Name}: version {etag ?? "none"} was read, and there is a version {stored} or later that another activation of the grain has written.", ETagOf(stored), etag!);

    private static long? VersionOf(string? etag) => etag is null ? null
        : long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : throw new InconsistentStateException($"'{etag}' is no ETag of this storage.", "", etag);

    private static string ETagOf(long version) => version.ToString(CultureInfo.InvariantCulture);
}
