using Actors.Histories;
using Actors.Paxos;

namespace Actors.Client.Torture;

/// <summary>One caller: one call at a time, always on the same route.</summary>
internal sealed class Caller(int number, Route route, TortureRun run)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(20);

    private readonly Random _random = new(unchecked((run.Settings.Seed * 7919) + number));
    private readonly ProposalSource _proposals = new(run.Settings.Run, number);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!run.Over)
        {
            // Answers that are there at once would let this caller keep the thread, and others wait.
            await Task.Yield();
            await StepAsync(cancellationToken);
        }
    }

    /// <summary>Helps to read what is left, unless nobody answers.</summary>
    public async Task ReadBackAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (!cancellationToken.IsCancellationRequested && run.Keys.TakeLeaving() is { } key)
            if (!await ReadAsync(key, cancellationToken)) return;
    }

    private Task StepAsync(CancellationToken cancellationToken)
    {
        if (run.Keys.TakeLeaving() is { } leaving) return ReadAsync(leaving, cancellationToken);
        return _random.NextDouble() switch
        {
            < 0.40 => ProposeAsync(run.Keys.Fresh(_random), cancellationToken),
            < 0.60 => ProposeAsync(run.Keys.Young(_random), cancellationToken),
            < 0.70 => ProposeAsync(run.Keys.Old(_random), cancellationToken),
            < 0.80 => ReadAsync(run.Keys.Young(_random), cancellationToken),
            < 0.95 => ReadAsync(run.Keys.Old(_random), cancellationToken),
            _ => WaitAsync(run.Keys.Young(_random), cancellationToken),
        };
    }

    private async Task ProposeAsync(TrackedKey key, CancellationToken cancellationToken)
    {
        var own = _proposals.Next();
        // Half of those who do not know ask again, as they should: under the same id.
        while (!await CallAsync(key, own, () => route.Registers.ProposeAsync(key.Key, own, cancellationToken), cancellationToken)
            && !run.Over && _random.Next(2) == 0) { }
    }

    private Task<bool> ReadAsync(TrackedKey key, CancellationToken cancellationToken) =>
        CallAsync(key, null, () => route.Registers.ReadAsync(key.Key, cancellationToken), cancellationToken);

    private async Task WaitAsync(TrackedKey key, CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(run.Settings.WaitMax, run.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        await CallAsync(key, null, async () => new Outcome(OutcomeKind.Decided, await route.Registers.WaitAsync(key.Key, either.Token), 0, 0), either.Token);
    }

    /// <returns>Whether it was answered.</returns>
    private async Task<bool> CallAsync(TrackedKey key, Proposal? own, Func<Task<Outcome>> call, CancellationToken cancellationToken)
    {
        var (wasDown, kills) = (route.Down, route.Kills);
        Outcome? outcome = null;
        string? failure = null;
        key.OnCall();
        var start = run.Now;
        try
        {
            outcome = await call();
            failure = FailureOf(outcome.Kind);
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested) failure = exception.GetType().Name;
        }
        var end = run.Now;
        var answered = outcome is not null && failure is null;
        run.Ledger.OnReturn(key, new HistoryEntry(key.Key, own, start, answered ? end : HistoryEntry.Never, answered ? outcome : null, number));
        Count(own, outcome, start, end, failure, wasDown || kills != route.Kills);
        if (failure is not null && !cancellationToken.IsCancellationRequested) await Task.Delay(PauseAfterFailure, run.Time, CancellationToken.None);
        return answered;
    }

    private void Count(Proposal? own, Outcome? outcome, long start, long end, string? failure, bool down)
    {
        var won = own is not null && outcome?.Proposal?.Id == own.Id;
        var latency = Nanoseconds.ToTimeSpan(end - start);
        foreach (var tally in (RouteTally[])[route.Tally, run.Total])
        {
            tally.OnCall();
            if (failure is not null) tally.OnFailure(failure, down);
            if (!won || end > run.End) continue;
            tally.OnDecision(latency, outcome!.Rounds == 0);
            tally.Gap.OnDecision(end);
        }
    }

    private static string? FailureOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.NoQuorum => "no-quorum",
        OutcomeKind.Unknown => "unknown-outcome",
        _ => null,
    };
}
