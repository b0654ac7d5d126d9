using Spectre.Console;
using Spectre.Console.Rendering;

namespace Actors.Client.Races;

/// <summary>How many registers a second.</summary>
internal sealed class DecisionsColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.Speed is { } speed ? $"{speed:N0}/s" : "").RightJustified();
}
