using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Rules;

/// <summary>A caller's wish.</summary>
/// <param name="Wish">What it wants decided.</param>
public sealed record Ask(string Wish) : Payload
{
    /// <inheritdoc/>
    public override string Label => $"{Wish}?";

    /// <inheritdoc/>
    public override string? Value => Wish;

    internal override void Write(StateWriter writer)
    {
        writer.Add(1);
        writer.Add(Wish);
    }
}
