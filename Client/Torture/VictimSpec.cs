using System.Globalization;

namespace Actors.Client.Torture;

/// <summary>A node that may be killed.</summary>
/// <param name="Node">Its name.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="Command">What starts it again; null if somebody else does, or nobody.</param>
internal sealed record VictimSpec(string Node, int ProcessId, string? Command)
{
    /// <summary>Reads <c>NAME=PID:COMMAND</c>, or <c>NAME=PID,...</c>; null if it is none.</summary>
    public static IReadOnlyList<VictimSpec>? TryParse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var command = colon < 0 ? null : text[(colon + 1)..].Trim();
        string[] names = colon < 0 ? text.Split(',', StringSplitOptions.TrimEntries) : [text[..colon]];
        var specs = names.Select(name => TryParse(name, command)).ToList();
        return command?.Length == 0 || specs.Contains(null) ? null : [.. specs.OfType<VictimSpec>()];
    }

    private static VictimSpec? TryParse(string text, string? command)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals >= 1 && int.TryParse(text.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 1
            ? new VictimSpec(text[..equals], id, command)
            : null;
    }
}
