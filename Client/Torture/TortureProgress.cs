using Spectre.Console;

namespace Actors.Client.Torture;

/// <summary>Shows a run while it lasts, where somebody can see it.</summary>
internal static class TortureProgress
{
    private static readonly TimeSpan FrameLength = TimeSpan.FromMilliseconds(250);

    public static async Task ShowAsync(IAnsiConsole console, bool visible, TortureRun run, Task running)
    {
        if (!visible || !console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
        {
            await running;
            return;
        }
        await console.Live(TortureTable.Of(run)).AutoClear(true).StartAsync(async live =>
        {
            while (!running.IsCompleted)
            {
                live.UpdateTarget(TortureTable.Of(run));
                await Task.WhenAny(running, Task.Delay(FrameLength, run.Time, CancellationToken.None));
            }
        });
        await running;
    }
}
