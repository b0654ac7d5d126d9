using System.Globalization;

namespace Actors.Bench.Load;

/// <summary>Keys that no other run has used, and values of 64 bytes.</summary>
internal sealed class Keys
{
    /// <summary>The length of every value.</summary>
    public const int ValueBytes = 64;

    private static long _last = DateTime.UtcNow.Ticks;

    private readonly string _prefix = Interlocked.Increment(ref _last).ToString("x", CultureInfo.InvariantCulture);

    /// <summary>One name without separators, which is a key of every system.</summary>
    public string Key(int caller, long index) => string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{caller}-{index}");

    /// <summary>A value that no other caller proposes.</summary>
    public static string Value(int caller, long index) => string.Create(CultureInfo.InvariantCulture, $"{caller:x8}-{index:x16}-").PadRight(ValueBytes, '.');
}
