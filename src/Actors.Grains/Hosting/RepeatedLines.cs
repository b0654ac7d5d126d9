using Microsoft.Extensions.Logging;

namespace Actors.Grains.Hosting;

/// <summary>
/// Keeps the log short while nodes are away: Orleans tells of each attempt to reach a silo, several times a second, and the node says once that it suspects
/// another and once that the other is back. An application that wants those lines sets a level for the category itself.
/// </summary>
internal static class RepeatedLines
{
    private static readonly (string Category, LogLevel Least)[] Rules =
    [
        ("Polly", LogLevel.Warning),
        ("Orleans.Runtime.Messaging.ConnectionManager", LogLevel.Error),
        ("Orleans.Runtime.MembershipService.SiloHealthMonitor", LogLevel.Error),
    ];

    /// <summary>Of two rules for a category the later one counts, so these come first.</summary>
    public static void LeaveOut(LoggerFilterOptions options)
    {
        foreach (var (category, least) in Rules) options.Rules.Insert(0, new LoggerFilterRule(null, category, least, null));
    }
}
