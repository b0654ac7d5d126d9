using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Rules;

/// <summary>A voter's vote, or a coordinator's word.</summary>
/// <param name="Choice">For what.</param>
public sealed record Reply(string Choice) : Payload
{
    /// <inheritdoc/>
    public override string Label => Choice;

    /// <inheritdoc/>
    public override string? Value => Choice;

    internal override void Write(StateWriter writer)
    {
        writer.Add(2);
        writer.Add(Choice);
    }
}
