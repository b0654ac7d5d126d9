using Actors.Explorer.Search;

namespace Actors.Explorer.Worlds;

/// <summary>All that one node remembers. Immutable.</summary>
public abstract record NodeState
{
    /// <summary>What it holds, in a word or two.</summary>
    public abstract string Holds { get; }

    /// <summary>The value that it holds or leans to, for colour; null if none.</summary>
    public virtual string? Value => Decided;

    /// <summary>The value that it believes to be decided; null while it does not know.</summary>
    public virtual string? Decided => null;

    /// <summary>Why it cannot go on, if it has found out that it cannot.</summary>
    public virtual string? Stuck => null;

    /// <summary>Encodes what it remembers, apart from what it remembers of nodes that are alike.</summary>
    internal abstract void Write(StateWriter writer);

    /// <summary>Encodes what it remembers of one of the nodes that are alike.</summary>
    internal virtual void WriteAbout(StateWriter writer, int node) { }
}
