using Actors.Paxos;

namespace Actors.Engine.Tables;

/// <summary>
/// Finds the latest version of a table. Versions have no gaps, because n + 1 is only ever proposed by who knows that n is decided: so it gallops from
/// a known version, then bisects, and reads about 2 log2(n) registers where nothing is known, one where nothing is new.
/// </summary>
/// <remarks>
/// What it finds was the latest at the later of two moments: when its successor was seen undecided, and when it was decided itself.
/// </remarks>
/// <param name="known">A version that is decided; 0 for none.</param>
public sealed class VersionSearch(int known)
{
    private long _step = 1;
    private int? _undecided;

    /// <summary>The highest version that was seen decided: the latest, once there is nothing more to read.</summary>
    public int Latest { get; private set; } = known;

    /// <summary>The version to read next; null when the search is over.</summary>
    /// <exception cref="InvariantException">All possible versions are decided or dropped, although no silo wrote such a table. The registers were forged.</exception>
    public int? Next => _undecided is not { } undecided ? Beyond(Latest)
        : undecided - Latest > 1 ? Latest + (undecided - Latest) / 2
        : null;

    private int Beyond(int latest)
    {
        InvariantException.ThrowUnless(latest < int.MaxValue, $"All versions up to {latest} are decided, and no table has so many.");
        return (int)Math.Min(latest + _step, int.MaxValue);
    }

    /// <summary>The version that was to be read next was decided and is forgotten: by now there are later ones, whatever was seen before.</summary>
    public void OnTrimmed()
    {
        OnRead(isDecided: true);
        // Its successor was undecided when it was looked at, and cannot be any more: ending here would tell a table that nobody can read.
        if (Next is null) (_undecided, _step) = (null, 1);
    }

    /// <summary>The version that was to be read next is decided, or was not at some moment since it was asked for.</summary>
    public void OnRead(bool isDecided)
    {
        if (Next is not { } version) throw new InvalidOperationException("The search is over.");
        if (!isDecided) _undecided = version;
        else
        {
            Latest = version;
            if (_undecided is null) _step *= 2;
        }
    }
}
