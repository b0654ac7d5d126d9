using System.Globalization;

namespace Actors.Silo.Configuration;

/// <summary>The files and sockets that this process may have open at a time.</summary>
internal static class Descriptors
{
    /// <summary>Where the system does not tell.</summary>
    private const int Unknown = 65_536;

    private const string Limits = "/proc/self/limits", Line = "Max open files";

    /// <summary>Their number. The runtime has raised the soft limit to the hard one.</summary>
    public static int Limit()
    {
        if (!File.Exists(Limits)) return Unknown;
        var line = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) ?? Line;
        return int.TryParse(line[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(), CultureInfo.InvariantCulture, out var soft) ? soft : Unknown;
    }
}
