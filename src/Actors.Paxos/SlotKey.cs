using System.Globalization;
using System.Text;

namespace Actors.Paxos;

/// <summary>
/// A register that is a slot of a log: <c>log/{name}/{slot}</c>, the slot in 16 digits, so that the slots of a log are in order and beside each other
/// wherever keys are. Only such registers can be forgotten, and only all of a log below some slot: see <see cref="Trim"/>.
/// </summary>
public readonly record struct SlotKey
{
    /// <summary>The greatest length of <see cref="Log"/> in UTF-8 bytes: 491.</summary>
    public const int LogBytesMax = RegisterKey.MaxBytes - 21;

    /// <summary>The highest slot: 16 digits.</summary>
    public const long SlotMax = 9_999_999_999_999_999;

    private const string Prefix = KeySpace.Log, FloorPrefix = KeySpace.LogFloor;
    private const int Digits = 16;

    /// <param name="log">The name of the log: 1 to <see cref="LogBytesMax"/> bytes of UTF-8.</param>
    /// <param name="slot">0 to <see cref="SlotMax"/>.</param>
    /// <exception cref="ArgumentException">One of the limits is broken, or the name is not well-formed Unicode.</exception>
    public SlotKey(string log, long slot)
    {
        ArgumentException.ThrowIfNullOrEmpty(log);
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slot, SlotMax);
        if (WellFormed.Problem("The name of a log", log) is { } problem) throw new ArgumentException(problem, nameof(log));
        if (Encoding.UTF8.GetByteCount(log) is > LogBytesMax and var bytes)
            throw new ArgumentException($"The name of a log has at most {LogBytesMax} bytes of UTF-8; this one has {bytes}.", nameof(log));
        (Log, Slot) = (log, slot);
    }

    /// <summary>The log.</summary>
    public string Log { get; }

    /// <summary>The position in it, 0 for the first.</summary>
    public long Slot { get; }

    /// <summary>The register.</summary>
    public RegisterKey Key => new($"{Prefix}{Log}/{Slot.ToString("D16", CultureInfo.InvariantCulture)}");

    /// <summary>Only in a node's own store: below which slot it has forgotten the log. No acceptor votes on it.</summary>
    public RegisterKey FloorKey => new(FloorPrefix + Log);

    /// <summary>Whether a register is a slot, and which.</summary>
    public static bool TryParse(RegisterKey key, out SlotKey slot)
    {
        slot = default;
        var name = key.Value;
        var digits = name.Length - Digits;
        if (digits <= Prefix.Length + 1 || name[digits - 1] != '/' || !name.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        // Parsing alone would take a number that ends in NULs, and a register that is no slot could be forgotten.
        if (name.AsSpan(digits).ContainsAnyExceptInRange('0', '9')) return false;
        slot = new SlotKey(name[Prefix.Length..(digits - 1)], long.Parse(name.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Whether it is a <see cref="FloorKey"/>.</summary>
    public static bool IsFloor(RegisterKey key) => key.Value.StartsWith(FloorPrefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"slot {Slot} of log '{Log}'";
}
