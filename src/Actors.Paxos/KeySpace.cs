namespace Actors.Paxos;

/// <summary>
/// The one rule for names of registers: which code may write which. Reading is always allowed. The types that make system keys (<see cref="SlotKey"/>, those of
/// the nodes' identity) take their prefixes from here, so no such key can be made that this rule does not know.
/// </summary>
public sealed class KeySpace
{
    /// <summary>Slots of logs: see <see cref="SlotKey"/>.</summary>
    public const string Log = "log/";

    /// <summary>Local records of nodes: see <see cref="SlotKey.FloorKey"/>.</summary>
    public const string LogFloor = "log-floor/";

    /// <summary>What a node is known by.</summary>
    public const string Node = "node/";

    /// <summary>What all nodes of a cluster agree on.</summary>
    public const string Cluster = "cluster/";

    /// <summary>Kept for later versions. So are <see cref="Format"/>, <see cref="Bucket"/>, <see cref="Membership"/> and <see cref="Future"/>.</summary>
    public const string Config = "config/";

    /// <inheritdoc cref="Config"/>
    public const string Format = "format/";

    /// <inheritdoc cref="Config"/>
    public const string Bucket = "bucket/";

    /// <inheritdoc cref="Config"/>
    public const string Membership = "membership/";

    /// <inheritdoc cref="Config"/>
    public const string Future = "system/";

    /// <summary>The log with all versions of the membership table of a cluster.</summary>
    public static string MembershipLog(string clusterId) => Membership + clusterId;

    private static readonly string[] IdentityPrefixes = [Node, Cluster, Config, Format, Bucket, Membership, Future, Log + Membership];
    private static readonly string[] SystemPrefixes = [Log, LogFloor, .. IdentityPrefixes];

    private readonly string[] _owned;

    /// <param name="owned">The prefixes that the application's own code writes: each ends with '/', and none is of the system.</param>
    /// <exception cref="ArgumentException">A prefix is not valid.</exception>
    public KeySpace(params IEnumerable<string> owned)
    {
        _owned = [.. owned];
        foreach (var prefix in _owned)
            if (prefix.Length < 2 || prefix[^1] != '/' || KindOfAny(new RegisterKey(prefix)) != KeyKind.Free)
                throw new ArgumentException($"'{prefix}' is no prefix that an application can own: it must end with '/' and not begin with one of {SystemText}.", nameof(owned));
    }

    /// <summary>All prefixes that no application can write.</summary>
    public static IReadOnlyList<string> System => SystemPrefixes;

    /// <summary>The prefixes that the application's own code writes.</summary>
    public IReadOnlyList<string> Owned => _owned;

    private static string SystemText => string.Join(", ", SystemPrefixes.Take(SystemPrefixes.Length - 1));

    /// <summary>The kind of a name where no application owns any.</summary>
    public static KeyKind KindOfAny(RegisterKey key) =>
        BeginsWithOne(key, IdentityPrefixes) ? KeyKind.Identity : BeginsWithOne(key, SystemPrefixes) ? KeyKind.System : KeyKind.Free;

    /// <summary>Refuses a key that no application writes.</summary>
    /// <exception cref="ArgumentException">It is of the system.</exception>
    public static void RequireWritable(RegisterKey key)
    {
        if (ProblemOf(key, KindOfAny(key)) is { } problem) throw new ArgumentException(problem, nameof(key));
    }

    /// <summary>The kind of a name.</summary>
    public KeyKind KindOf(RegisterKey key) => KindOfAny(key) is var kind && kind == KeyKind.Free && BeginsWithOne(key, _owned) ? KeyKind.Owned : kind;

    /// <summary>Why a public endpoint does not write a key; null if it may.</summary>
    public string? ProblemOf(RegisterKey key) => ProblemOf(key, KindOf(key));

    private static string? ProblemOf(RegisterKey key, KeyKind kind) => kind switch
    {
        KeyKind.Free => null,
        KeyKind.Owned => $"Register '{key}' belongs to the application, which alone writes it. It can be read. Choose another key.",
        _ => $"Register '{key}' belongs to the system: no caller writes keys that begin with one of {SystemText}. It can be read. Choose another key.",
    };

    private static bool BeginsWithOne(RegisterKey key, string[] prefixes)
    {
        foreach (var prefix in prefixes)
            if (key.Value.StartsWith(prefix, StringComparison.Ordinal)) return true;
        return false;
    }
}
