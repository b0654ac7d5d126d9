using Actors.Paxos;
using Actors.Registers;

namespace Actors.Client.Races;

/// <summary>
/// Callers that race for registers through different nodes, then a read of each register through a node that the winner did not use. What it
/// keeps is four bytes a register.
/// </summary>
/// <param name="nodes">The registers as each node shows them.</param>
/// <param name="settings">How many of what.</param>
/// <param name="time">The clock for latencies.</param>
internal sealed class Race(IReadOnlyList<IRegisters> nodes, RaceSettings settings, TimeProvider time)
{
    private const int Nobody = -1;
    private static readonly Outcome Unknown = new(OutcomeKind.Unknown, null, 0, 0);

    private readonly RaceTrack _track = new(settings);
    private readonly int[] _winners = Nobodies(settings.Keys);

    public RaceTally Tally { get; } = new();

    /// <summary>Races for all registers.</summary>
    /// <param name="onDone">Called after each register, from any thread.</param>
    /// <param name="cancellationToken">Ends the race early.</param>
    public Task RunAsync(Action onDone, CancellationToken cancellationToken) => ForEachKeyAsync(RaceAsync, onDone, cancellationToken);

    /// <summary>Reads all registers, after the race.</summary>
    /// <inheritdoc cref="RunAsync" path="/param"/>
    public Task ReadBackAsync(Action onDone, CancellationToken cancellationToken) => ForEachKeyAsync(ReadBackAsync, onDone, cancellationToken);

    private async Task ForEachKeyAsync(Func<int, CancellationToken, Task<bool>> body, Action onDone, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var silent = 0;
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, settings.Keys),
                new ParallelOptions { MaxDegreeOfParallelism = settings.Concurrency, CancellationToken = stop.Token },
                async (index, _) =>
                {
                    // What is under way ends by itself: a call that was cut short would be an unknown outcome of our own making.
                    var heard = await body(index, cancellationToken);
                    onDone();
                    if (heard) Volatile.Write(ref silent, 0);
                    else if (Interlocked.Increment(ref silent) >= settings.Concurrency + 1) await stop.CancelAsync();
                });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A cluster that has stopped to answer would be asked for each of the keys that are left, one deadline each.
        }
    }

    /// <returns>Whether anybody was told the value.</returns>
    private async Task<bool> RaceAsync(int index, CancellationToken cancellationToken)
    {
        var key = _track.Key(index);
        var proposals = _track.Proposals(index);
        var outcomes = await Task.WhenAll(proposals.Select((proposal, racer) => ProposeAsync(NodeOf(index, racer), key, proposal, cancellationToken)));
        var problems = RaceChecker.CheckRace(proposals, outcomes);
        if (problems.Count > 0)
        {
            var answers = outcomes.Select((outcome, racer) => Disagreement.Describe(Name(racer, proposals[racer], index), outcome));
            Tally.OnDisagreement(new Disagreement(key.Value, problems, [.. answers]));
        }
        var told = Array.Find(outcomes, outcome => outcome.Proposal is not null)?.Proposal;
        if (told is null) return false;
        Tally.OnDecided();
        var winner = Array.FindIndex(proposals, proposal => proposal.Id == told.Id);
        _winners[index] = winner;
        if (winner != Nobody && outcomes[winner].Proposal?.Id == told.Id) Tally.OnWon(outcomes[winner].Rounds == 0);
        return true;
    }

    private async Task<Outcome> ProposeAsync(int node, RegisterKey key, Proposal proposal, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var outcome = await AskAsync(() => nodes[node].ProposeAsync(key, proposal, cancellationToken), cancellationToken);
        if (outcome.Kind is OutcomeKind.Decided) Tally.Latencies.Add(time.GetElapsedTime(started));
        else Tally.OnUnanswered();
        return outcome;
    }

    /// <returns>Whether the read had an answer.</returns>
    private async Task<bool> ReadBackAsync(int index, CancellationToken cancellationToken)
    {
        var key = _track.Key(index);
        var winner = _winners[index];
        var node = NodeOf(index, winner + 1);
        var read = await AskAsync(() => nodes[node].ReadAsync(key, cancellationToken), cancellationToken);
        var expected = winner == Nobody ? null : _track.Proposal(index, winner);
        var problems = RaceChecker.CheckRead(_track.Proposals(index), expected, read);
        if (problems.Count > 0)
        {
            var told = expected is null ? "no caller learned a value of the race" : $"the callers learned proposal {expected.Id}";
            Tally.OnDisagreement(new Disagreement(key.Value, problems, [told, Disagreement.Describe($"read through node {node + 1}", read)]));
        }
        else if (read.Kind == OutcomeKind.Decided) Tally.OnConfirmed();
        return read.Kind is OutcomeKind.Decided or OutcomeKind.Undecided;
    }

    private async Task<Outcome> AskAsync(Func<Task<Outcome>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Tally.OnFailure(exception);
            return Unknown;
        }
    }

    /// <summary>Which node a racer uses: neighbours use different ones, and who calls first changes from key to key.</summary>
    private int NodeOf(int index, int racer) => (int)(((long)index + racer) % nodes.Count);

    private string Name(int racer, Proposal proposal, int index) => $"racer {racer} through node {NodeOf(index, racer) + 1}, proposal {proposal.Id}";

    private static int[] Nobodies(int count)
    {
        var winners = new int[count];
        Array.Fill(winners, Nobody);
        return winners;
    }
}
