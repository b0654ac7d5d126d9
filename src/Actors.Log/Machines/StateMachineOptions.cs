using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Log.Machines;

/// <summary>How a state machine is kept.</summary>
public sealed record StateMachineOptions
{
    /// <summary>How many slots lie between two snapshots, 16 to 1,000,000. The same on all nodes, or their states are not compared. Default: 10,000.</summary>
    public int SnapshotDistance { get; init; } = 10_000;

    /// <summary>
    /// Whether entries below the snapshot before the newest are given back. Then the log itself cannot be read from the beginning any more. Default: true.
    /// </summary>
    public bool Trim { get; init; } = true;

    /// <summary>
    /// How many bytes of JSON a snapshot may have before it is compressed, 1 MiB to 64 GiB. A larger state is not written, so nothing is trimmed; a larger snapshot
    /// is not read, and counts as damaged. Default: 256 MiB.
    /// </summary>
    public long SnapshotBytesMax { get; init; } = SnapshotBytesMaxDefault;

    internal const long SnapshotBytesMaxDefault = 256L << 20;

    /// <summary>How the log is written and followed.</summary>
    public LogOptions Log { get; init; } = new();

    /// <summary>How states, commands and results are written. Default: camelCase JSON.</summary>
    public JsonSerializerOptions Json { get; init; } = JsonSerializerOptions.Web;

    /// <summary>Is told when no snapshot could be taken, which no caller sees. Default: nobody.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    internal void Validate()
    {
        if (SnapshotDistance is < 16 or > 1_000_000)
            throw new ArgumentException($"{nameof(SnapshotDistance)} must be between 16 and 1,000,000; it is {SnapshotDistance}.");
        if (SnapshotBytesMax is < 1L << 20 or > 64L << 30)
            throw new ArgumentException($"{nameof(SnapshotBytesMax)} must be between 1 MiB and 64 GiB; it is {SnapshotBytesMax}.");
        Log.Validate();
    }
}
