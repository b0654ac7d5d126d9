using Spectre.Console;

namespace Actors.Client.Races;

/// <summary>Shows how far a race is, where somebody can see it.</summary>
internal static class RaceProgress
{
    public static async Task ShowAsync(IAnsiConsole console, bool visible, int keys, Func<Action, Action, Task> run)
    {
        if (!visible || !console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
        {
            await run(() => { }, () => { });
            return;
        }
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DecisionsColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var racing = progress.AddTask("decisions", maxValue: keys);
                var reading = progress.AddTask("reads", maxValue: keys, autoStart: false);
                await run(
                    () => racing.Increment(1),
                    () =>
                    {
                        if (!reading.IsStarted) reading.StartTask();
                        reading.Increment(1);
                    });
            });
    }
}
