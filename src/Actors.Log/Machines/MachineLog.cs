using Microsoft.Extensions.Logging;

namespace Actors.Log.Machines;

/// <summary>What a state machine says where nobody waits to be told.</summary>
internal static class MachineLog
{
    private static readonly Action<ILogger, string, long, Exception?> NoSnapshot = LoggerMessage.Define<string, long>(
        LogLevel.Warning, new EventId(1, nameof(NoSnapshot)),
        "State machine '{Name}': no snapshot was taken at slot {Slot}. The next is another attempt; until one succeeds nothing is trimmed, and the log grows.");

    private static readonly Action<ILogger, string, long, Exception?> OddSnapshot = LoggerMessage.Define<string, long>(
        LogLevel.Warning, new EventId(2, nameof(OddSnapshot)),
        "State machine '{Name}': the snapshot of the slots below {Next} cannot be read. The one before it is used, or the log from its beginning.");

    public static void SkippedSnapshot(this ILogger logger, string name, long next, Exception reason) => OddSnapshot(logger, name, next, reason);

    public static void TookNoSnapshot(this ILogger logger, string name, long slot, Exception reason) => NoSnapshot(logger, name, slot, reason);
}
