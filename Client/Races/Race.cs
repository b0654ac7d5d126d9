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
    private readonly int[] _winners = new int[settings.Keys];

    public RaceTally Tally { get; } = new();

    /// <summary>Races for all registers.</summary>
    /// <param name="onDone">Called after each register, from any thread.</param>
    /// <param name="cancellationToken">Ends the race early.</param>
    public Task RunAsync(Action onDone, CancellationToken cancellationToken) => ForEachKeyAsync(RaceAsync, onDone, cancellationToken);

    /// <summary>Reads all registers, after the race.</summary>
    /// <inheritdoc cref="RunAsync" path="/param"/>
    public Task ReadBackAsync(Action onDone, CancellationToken cancellationToken) => ForEachKeyAsync(ReadBackAsync, onDone, cancellationToken);

    private Task ForEachKeyAsync(Func<int, CancellationToken, Task> body, Action onDone, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, settings.Keys),
            new ParallelOptions { MaxDegreeOfParallelism = settings.Concurrency, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                await body(index, token);
                onDone();
            });

    private async Task RaceAsync(int index, CancellationToken cancellationToken)
    {
        var key = _track.Key(index);
        var proposals = _track.Proposals(index);
        var outcomes = await Task.WhenAll(proposals.Select((proposal, racer) => ProposeAsync(NodeOf(index, racer), key, proposal, cancellationToken)));
        var problems = RaceChecker.CheckRace(proposals, outcomes);
        if (problems.Count > 0)
            Tally.OnDisagreement(new Disagreement(key.Value, problems, [.. outcomes.Select((outcome, racer) => Disagreement.Describe(Name(racer, index), outcome))]));
        if (outcomes.Any(outcome => outcome.Kind == OutcomeKind.Decided)) Tally.OnDecided();
        var told = Array.FindIndex(outcomes, outcome => outcome.Proposal is not null);
        _winners[index] = told < 0 ? Nobody : Array.FindIndex(proposals, proposal => proposal.Id == outcomes[told].Proposal!.Id);
        if (_winners[index] is var winner && winner != Nobody && outcomes[winner].Proposal?.Id == proposals[winner].Id)
            Tally.OnWon(outcomes[winner].Rounds == 0);
    }

    private async Task<Outcome> ProposeAsync(int node, RegisterKey key, Proposal proposal, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var outcome = await AskAsync(() => nodes[node].ProposeAsync(key, proposal, cancellationToken), cancellationToken);
        if (outcome.Kind is OutcomeKind.Decided) Tally.Latencies.Add(time.GetElapsedTime(started));
        else Tally.OnUnanswered();
        return outcome;
    }

    private async Task ReadBackAsync(int index, CancellationToken cancellationToken)
    {
        var key = _track.Key(index);
        var winner = _winners[index];
        var node = NodeOf(index, winner + 1);
        var read = await AskAsync(() => nodes[node].ReadAsync(key, cancellationToken), cancellationToken);
        var expected = winner == Nobody ? null : _track.Proposal(index, winner);
        var problems = RaceChecker.CheckRead(_track.Proposals(index), expected, read);
        if (problems.Count > 0) Tally.OnDisagreement(new Disagreement(key.Value, problems,
            [expected is null ? "no caller learned a value" : $"the callers learned proposal {expected.Id}", Disagreement.Describe($"read through node {node + 1}", read)]));
        else if (read.Kind != OutcomeKind.Decided) Tally.OnUnconfirmed();
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

    private string Name(int racer, int index) => $"racer {racer} through node {NodeOf(index, racer) + 1}, proposal {_track.Proposal(index, racer).Id}";
}
