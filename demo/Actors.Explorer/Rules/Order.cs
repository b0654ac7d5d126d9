using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Rules;

/// <summary>A command on its way to a replica.</summary>
/// <param name="Command">What to apply.</param>
internal sealed record Order(string Command) : Payload
{
    public override string Label => Command;

    internal override void Write(StateWriter writer) => writer.Add(Command);
}
