namespace Actors.Log.Machines;

/// <summary>
/// How much a map or a lock service may hold. A change that lets it grow beyond the quota is refused and changes nothing; a change that makes it no larger is
/// always done. The quota travels in each command, so all nodes judge a command alike, whatever their own quotas are.
/// </summary>
/// <param name="Bytes">
/// The most bytes, 1 to 1 TiB. The bytes of values count, 2 for each character of text, and <see cref="BytesPerKey"/> for each key. Default: 64 MiB.
/// </param>
/// <param name="Keys">The most keys or locks, 1 to 100,000,000. Default: 100,000.</param>
public sealed record MachineQuota(long Bytes = MachineQuota.BytesDefault, int Keys = MachineQuota.KeysDefault)
{
    /// <summary>The default of <see cref="Bytes"/>: 64 MiB.</summary>
    public const long BytesDefault = 64 * 1024 * 1024;

    /// <summary>The default of <see cref="Keys"/>: 100,000.</summary>
    public const int KeysDefault = 100_000;

    /// <summary>What each key counts beside its text and its value: 256, about what it costs in memory.</summary>
    public const int BytesPerKey = 256;

    private const long BytesMax = 1L << 40;
    private const int KeysMax = 100_000_000;

    /// <summary>Both defaults.</summary>
    public static readonly MachineQuota Default = new();

    /// <summary>What is wrong with the quota, null if nothing is.</summary>
    public string? Problem() =>
        Bytes is < 1 or > BytesMax ? $"A quota has 1 to {BytesMax} bytes; this one has {Bytes}."
        : Keys is < 1 or > KeysMax ? $"A quota has 1 to {KeysMax} keys; this one has {Keys}."
        : null;

    /// <summary>What some text counts.</summary>
    internal static long SizeOf(string text) => sizeof(char) * text.Length;

    /// <summary>Whether a machine may change in this way.</summary>
    internal bool Allows((long Bytes, int Keys) before, (long Bytes, int Keys) after) =>
        after.Bytes <= Math.Max(Bytes, before.Bytes) && after.Keys <= Math.Max(Keys, before.Keys);

    /// <exception cref="ArgumentException">The quota makes no sense.</exception>
    internal MachineQuota Validated() => Problem() is { } problem ? throw new ArgumentException(problem, "quota") : this;
}
