using Actors.Explorer.Search;

namespace Actors.Explorer.Worlds;

/// <summary>What a message says.</summary>
public abstract record Payload
{
    /// <summary>In a word or two.</summary>
    public abstract string Label { get; }

    /// <summary>The value that it carries, for colour; null if none.</summary>
    public virtual string? Value => null;

    /// <summary>Whether it belongs to a fast round.</summary>
    public virtual bool IsFast => false;

    internal abstract void Write(StateWriter writer);
}
