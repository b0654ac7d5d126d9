using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
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
/// <remarks>
/// A version is written only if the one before it is known to be decided, so there are no gaps, and what is written is found. An ETag that this storage did not
/// issue is therefore refused by a write, and no more than a hint to a read.
/// </remarks>
/// <param name="name">The storage; states of two storages never meet.</param>
/// <param name="registers">The registers of this silo, asked for when they are needed.</param>
/// <param name="serializer">How states are written.</param>
/// <param name="activators">Makes the states of grains that have none.</param>
/// <param name="timeout">How long a call asks before its outcome is unknown.</param>
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
    private readonly ConditionalWeakTable<object, KnownVersion> _known = [];
    private readonly VersionTrims _trims = new();
    private readonly string _name = WellFormed.Problem("The name of a storage", name) is { } problem ? throw new ArgumentException(problem, nameof(name)) : name;

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        var (version, record) = await FindAsync(SlotsOf(stateName, grainId), VersionOf(grainState.ETag), deadline.Token).ConfigureAwait(false);
        if (record?.ContentType == StateType)
            (grainState.State, grainState.ETag, grainState.RecordExists) = (serializer.Deserialize<T>(new BinaryData(record.Bytes)), ETagOf(version), true);
        else Forget(grainState);
        _known.AddOrUpdate(grainState, new KnownVersion(grainState.ETag, version));
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
        using var deadline = new CancellationTokenSource(timeout, time);
        var version = await DecideAsync(slots, grainState, new RegisterValue(bytes, StateType), deadline.Token).ConfigureAwait(false);
        (grainState.ETag, grainState.RecordExists) = (ETagOf(version), true);
        _known.AddOrUpdate(grainState, new KnownVersion(grainState.ETag, version));
        if (version % TrimEvery == 0) _trims.Begin(slots, version);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var slots = SlotsOf(stateName, grainId);
        using var deadline = new CancellationTokenSource(timeout, time);
        if (!await IsClearAsync(slots, grainState, deadline.Token).ConfigureAwait(false))
        {
            var version = await DecideAsync(slots, grainState, new RegisterValue(ReadOnlyMemory<byte>.Empty, ClearedType), deadline.Token).ConfigureAwait(false);
            _known.AddOrUpdate(grainState, new KnownVersion(null, version));
            _trims.Begin(slots, version);
        }
        Forget(grainState);
    }

    private async Task<bool> IsClearAsync<T>(LogSlots slots, IGrainState<T> grainState, CancellationToken deadline) =>
        grainState.ETag is null && OpenWriteOf(grainState) is null && (await FindAsync(slots, null, deadline).ConfigureAwait(false)).Record?.ContentType != StateType;

    /// <summary>Gets the version after the one that the caller has read decided, or that after its own versions which it did not know of.</summary>
    /// <exception cref="InconsistentStateException">There is a version of another activation, or the ETag is none of this storage.</exception>
    /// <exception cref="RegisterException">Unknown; the next call finds it out.</exception>
    private async Task<long> DecideAsync<T>(LogSlots slots, IGrainState<T> grainState, RegisterValue record, CancellationToken deadline)
    {
        var version = OpenWriteOf(grainState)?.Version ?? await NextAsync(slots, grainState, deadline).ConfigureAwait(false);
        for (; ; version++)
        {
            var open = OpenWriteOf(grainState) is { } earlier && earlier.Version == version ? earlier : new OpenWrite(grainState.ETag, version);
            _open.AddOrUpdate(grainState, open);
            var winner = await ProposeAsync(slots, version, open.Propose(record), deadline).ConfigureAwait(false);
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

    /// <summary>The version after the one that was read, which is known to be decided: by what this activation has done before, or else by a look.</summary>
    /// <exception cref="InconsistentStateException">Nothing was read, and there is something; or no state of this storage has the ETag.</exception>
    private async Task<long> NextAsync<T>(LogSlots slots, IGrainState<T> grainState, CancellationToken deadline)
    {
        var etag = grainState.ETag;
        if (_known.TryGetValue(grainState, out var known) && known.ETag == etag) return known.Version + 1;
        if (etag is null)
        {
            var (last, present) = await FindAsync(slots, null, deadline).ConfigureAwait(false);
            return present?.ContentType == StateType ? throw Stale(slots, etag, last) : last + 1;
        }
        if (VersionOf(etag) is not { } version || await PatientlyAsync(token => slots.ReadAsync(version, token), slots, deadline).ConfigureAwait(false) is not { } read)
            throw Foreign(slots, etag);
        if (read == TrimmedSlot.Proposal) throw Stale(slots, etag, version + 1);
        return read.Value.ContentType == StateType ? version + 1 : throw Foreign(slots, etag);
    }

    private OpenWrite? OpenWriteOf<T>(IGrainState<T> grainState) =>
        _open.TryGetValue(grainState, out var open) && open.ETag == grainState.ETag ? open : null;

    /// <summary>The latest version and what it holds; -1 and nothing if there is none.</summary>
    /// <param name="slots">The versions.</param>
    /// <param name="hint">A version from which to search on, if it is there; null to search from the first.</param>
    /// <param name="deadline">Until when to ask.</param>
    private Task<(long Version, RegisterValue? Record)> FindAsync(LogSlots slots, long? hint, CancellationToken deadline) =>
        PatientlyAsync(token => FindOnceAsync(slots, hint ?? -1, token), slots, deadline);

    private static async Task<(long Version, RegisterValue? Record)> FindOnceAsync(LogSlots slots, long hint, CancellationToken cancellationToken)
    {
        var last = hint < 0 ? null : await slots.ReadAsync(hint, cancellationToken).ConfigureAwait(false);
        for (var end = last is null ? 0 : hint + 1; ;)
        {
            var from = end;
            end = await slots.FindEndAsync(from, cancellationToken).ConfigureAwait(false);
            if (end == 0) return (-1, null);
            if (end > from || last is null) last = await slots.ReadAsync(end - 1, cancellationToken).ConfigureAwait(false);
            // Forgotten means that there is a later one by now.
            if (last is not null && last != TrimmedSlot.Proposal) return (end - 1, last.Value);
        }
    }

    /// <summary>Asks again until there is an answer: nodes that restart cost a read no more than a write.</summary>
    private async Task<TResult> PatientlyAsync<TResult>(Func<CancellationToken, Task<TResult>> ask, LogSlots slots, CancellationToken deadline)
    {
        for (RegisterException? last = null; ;)
            try
            {
                return await ask(deadline).ConfigureAwait(false);
            }
            catch (RegisterException exception) when (!deadline.IsCancellationRequested)
            {
                last = exception;
                await Task.Delay(Pause, time, deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                throw last ?? new UnknownOutcomeException($"{slots.Name}: no answer within {timeout}. Try again.");
            }
    }

    private void Forget<T>(IGrainState<T> grainState) =>
        (grainState.State, grainState.ETag, grainState.RecordExists) = (activators.GetActivator<T>().Create(), null, false);

    private LogSlots SlotsOf(string stateName, GrainId grainId)
    {
        // Escaping would make one name of two.
        if (WellFormed.Problem("The name of a state", stateName) is { } problem) throw new ArgumentException(problem, nameof(stateName));
        if (!Utf8.IsValid(grainId.Key.AsSpan())) throw new ArgumentException($"The key of grain {grainId} is no well-formed UTF-8.", nameof(grainId));
        var log = $"grains/{Uri.EscapeDataString(_name)}/{Uri.EscapeDataString(stateName)}/{Uri.EscapeDataString(grainId.ToString())}";
        if (log.Length > LogNameBytesMax) log = $"grains/sha256/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(log)))}";
        return new LogSlots(registers(), log);
    }

    private static InconsistentStateException Stale(LogSlots slots, string? etag, long stored) => new(
        $"{slots.Name}: version {etag ?? "none"} was read, and there is a version {stored} or later that another activation of the grain has written.", ETagOf(stored), etag!);

    private static InconsistentStateException Foreign(LogSlots slots, string etag) =>
        new($"{slots.Name}: no state here has the ETag '{etag}'. Read the state before it is written.", "", etag);

    /// <summary>The version that an ETag names; null if none can have it. There is one way to write each.</summary>
    private static long? VersionOf(string? etag) =>
        long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version < SlotKey.SlotMax && ETagOf(version) == etag ? version : null;

    private static string ETagOf(long version) => version.ToString(CultureInfo.InvariantCulture);
}
