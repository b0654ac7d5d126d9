using Actors.Paxos;

namespace Actors.Client.Torture;

/// <summary>Kills one node at a time, in turn, and waits until it answers again before it comes to the next.</summary>
internal sealed class Killer(IReadOnlyList<Victim> victims, TimeSpan every, TortureRun run)
{
    private static readonly TimeSpan ProbeMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMilliseconds(50);

    private readonly List<Kill> _kills = [];
    private Kill? _last;

    public IReadOnlyList<Kill> Kills
    {
        get
        {
            lock (_kills) return [.. _kills];
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var turns = new Queue<Victim>(victims);
        try
        {
            while (turns.TryDequeue(out var victim))
            {
                await Task.Delay(every, run.Time, cancellationToken);
                await KillAsync(victim, cancellationToken);
                if (victim.CanStart) turns.Enqueue(victim);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over; whatever was killed has been started again.
        }
        CloseLast();
    }

    private async Task KillAsync(Victim victim, CancellationToken cancellationToken)
    {
        var routes = run.Routes.Where(route => route.Name == victim.Node).ToList();
        CloseLast();
        LapOthers(victim.Node);
        var at = run.Now;
        foreach (var route in routes) route.OnKilled(at);
        var kill = new Kill(victim.Node, Nanoseconds.ToTimeSpan(at), await victim.KillAsync());
        lock (_kills) _kills.Add(kill);
        if (victim.CanStart)
        {
            victim.Start();
            kill.StartedProcessId = victim.ProcessId;
        }
        try
        {
            foreach (var route in routes)
            {
                await AnswersAsync(route, cancellationToken);
                route.OnBack(now => kill.DecidesAfter = Nanoseconds.ToTimeSpan(now - at));
            }
            kill.BackAfter = Nanoseconds.ToTimeSpan(run.Now - at);
            _last = kill;
        }
        finally
        {
            kill.OthersGapWhileDown = LapOthers(victim.Node);
        }
    }

    private void CloseLast()
    {
        if (_last is { } kill) kill.OthersGapAfterwards = LapOthers(kill.Node);
        _last = null;
    }

    private TimeSpan LapOthers(string node)
    {
        var now = Math.Min(run.Now, run.End);
        var others = run.Routes.Where(route => route.Name != node && route.Name != Route.AnyNode);
        return others.Select(route => route.Tally.Gap.Lap(now)).DefaultIfEmpty().Max();
    }

    private async Task AnswersAsync(Route route, CancellationToken cancellationToken)
    {
        var key = new RegisterKey($"torture/{run.Settings.Run:x16}/back");
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(ProbeMax);
            try
            {
                if ((await route.Registers.ReadAsync(key, limit.Token)).Kind is OutcomeKind.Decided or OutcomeKind.Undecided) return;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Not yet.
            }
            await Task.Delay(ProbeEvery, run.Time, cancellationToken);
        }
    }
}
