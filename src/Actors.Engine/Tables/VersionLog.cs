using Actors.Paxos;

namespace Actors.Engine.Tables;

/// <summary>
/// What one node knows of a table whose version n is slot n of a log, and which versions it forgets. Nobody needs old ones, so a node forgets them
/// once it has learned of enough later ones. It asks nobody: it is told what registers hold, and tells what to ask for and what to forget.
/// </summary>
/// <remarks>One caller at a time.</remarks>
/// <typeparam name="TTable">One version of the table; never changes.</typeparam>
/// <param name="log">The name of the log.</param>
/// <param name="empty">Version 0, with which every table begins.</param>
/// <param name="decode">Reads a version of this number from its register.</param>
/// <param name="keptMin">How many versions are left when some were forgotten: 1 or more, for the latest must be read by whoever looks for it.</param>
/// <param name="keptMax">How many gather before some are forgotten: <paramref name="keptMin"/> or more.</param>
public sealed class VersionLog<TTable>(string log, TTable empty, Func<RegisterValue, int, TTable> decode, int keptMin, int keptMax)
    where TTable : class
{
    private int _version;
    private int _firstKept = 1;

    /// <summary>The latest version that this node knows. Others may have written later ones.</summary>
    public TTable Known { get; private set; } = empty;

    /// <summary>The register of a version.</summary>
    public SlotKey SlotOf(int version) => new(log, version);

    /// <summary>Begins to look for the latest version: <see cref="Known"/>, unless a later one is found.</summary>
    public VersionSearch BeginSearch() => new(_version);

    /// <summary>The version that was to be read next is decided, forgotten, or was undecided at some moment since it was asked for: null.</summary>
    /// <returns>The version that was read; null if there was none to read.</returns>
    public TTable? OnRead(VersionSearch search, Proposal? winner)
    {
        if (winner == TrimmedSlot.Proposal)
        {
            search.OnTrimmed();
            return null;
        }
        var version = search.Next ?? throw new InvalidOperationException("The search is over.");
        search.OnRead(winner is not null);
        return winner is null ? null : Learn(winner, version);
    }

    /// <summary>A version was proposed, and the register has been told to hold this.</summary>
    /// <returns>Whether it is what was proposed; null if it has been forgotten since, which says nothing of who won: it may have been this proposal.</returns>
    public bool? OnProposed(int version, Proposal proposal, Proposal winner)
    {
        if (winner == TrimmedSlot.Proposal) return null;
        Learn(winner, version);
        return winner == proposal;
    }

    /// <summary>
    /// Below which version the acceptor of this node is to forget all, null for nothing at present. All below is decided, and superseded: this node
    /// knows that version or a later one, and versions have no gaps.
    /// </summary>
    public SlotKey? TryForget()
    {
        if (_version - _firstKept < keptMax) return null;
        _firstKept = _version - keptMin + 1;
        return SlotOf(_firstKept);
    }

    private TTable Learn(Proposal winner, int version)
    {
        var table = decode(winner.Value, version);
        if (version > _version) (_version, Known) = (version, table);
        return table;
    }
}
