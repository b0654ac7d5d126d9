using Microsoft.Extensions.Logging;

namespace Actors.Log.Machines;

/// <summary>What a state machine says where nobody waits to be told.</summary>
internal static class MachineLog
{
    private static readonly Action<ILogger, string, long, Exception?> NoSnapshot = LoggerMessage.Define<string, long>(
        LogLevel.Warning, new EventId(1, nameof(NoSnapshot)),
        "State machine '{Name}': no snapshot was taken at slot {Slot}. The next is another attempt; until one succeeds nothing is trimmed, and the log grows.");

    public static void TookNoSnapshot(this ILogger logger, string name, long slot, Exception reason) => NoSnapshot(logger, name, slot, reason);
}
