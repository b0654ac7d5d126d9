using System.Globalization;

namespace Actors.Pages.Cluster;

/// <summary>Numbers with as many digits as one wants to read.</summary>
internal static class FigureText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Rate(double number) => number < 10 ? Number(number) : number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Share(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    public static string Seconds(double seconds) => seconds switch
    {
        < 0.001 => $"{Number(Math.Round(seconds * 1e6))} µs",
        < 0.1 => $"{Number(seconds * 1e3)} ms",
        < 1 => $"{Number(Math.Round(seconds * 1e3))} ms",
        _ => $"{Number(seconds)} s",
    };

    public static string Bytes(double bytes)
    {
        var unit = 0;
        for (; bytes >= 1024 && unit < Units.Length - 1; unit++) bytes /= 1024;
        return $"{(bytes < 10 ? Number(bytes) : bytes.ToString("0", CultureInfo.InvariantCulture))} {Units[unit]}";
    }

    /// <summary>The two greatest units.</summary>
    public static string Duration(TimeSpan duration) =>
        duration.TotalDays >= 1 ? $"{duration.Days} d {duration.Hours} h"
        : duration.TotalHours >= 1 ? $"{duration.Hours} h {duration.Minutes} min"
        : duration.TotalMinutes >= 1 ? $"{duration.Minutes} min {duration.Seconds} s"
        : $"{duration.Seconds} s";
}
