using System.IO.Compression;
using System.Text.Json;

namespace Actors.Log.Machines;

/// <summary>What a snapshot contains.</summary>
/// <param name="State">The state.</param>
/// <param name="Commands">What must be recognised from here on, those that are forgotten first at the beginning.</param>
internal sealed record SnapshotBody<TState, TResult>(TState State, IReadOnlyList<RememberedCommand<TResult>> Commands)
{
    /// <summary>Reads what others may have written.</summary>
    /// <param name="packed">The compressed JSON.</param>
    /// <param name="bytesMax">How many bytes it may unpack to.</param>
    /// <param name="isNullable">Whether the state may be null.</param>
    /// <param name="json">How it is written.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Exception">It is no snapshot: see <see cref="OddJson.IsOdd"/>.</exception>
    public static async Task<SnapshotBody<TState, TResult>> UnpackAsync(
        Stream packed, long bytesMax, bool isNullable, JsonSerializerOptions json, CancellationToken cancellationToken)
    {
        await using var unpacked = new BrotliStream(packed, CompressionMode.Decompress);
        await using var body = new BoundedStream(unpacked, bytesMax);
        var snapshot = await JsonSerializer.DeserializeAsync<SnapshotBody<TState, TResult>>(body, json, cancellationToken).ConfigureAwait(false);
        return snapshot?.Commands?.All(command => command is not null) == true && (snapshot.State is not null || isNullable) ? snapshot
            : throw new InvalidDataException("It has no state, or no list of commands.");
    }
}
