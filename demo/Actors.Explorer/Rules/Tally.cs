using System.Collections.Immutable;
using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Rules;

/// <summary>What a caller has counted.</summary>
/// <param name="Votes">The vote of each voter, null where none has come.</param>
/// <param name="Outcome">What it believes to be decided.</param>
internal sealed record Tally(ImmutableArray<string?> Votes, string? Outcome) : NodeState
{
    private const int FirstVoter = 2;

    public static Tally Empty(int voters) => new([.. new string?[voters]], null);

    public override string Holds => Outcome is not null
        ? $"knows: {Outcome}"
        : $"{For(Choice.Cancel)} Cancel, {For(Choice.Ship)} Ship";

    public override string? Decided => Outcome;

    public int For(string choice) => Votes.Count(vote => vote == choice);

    public Tally With(int voter, string vote) => this with { Votes = Votes.SetItem(voter, vote) };

    /// <summary>The choice that more than half of <paramref name="voters"/> made.</summary>
    public string? MajorityOf(int voters) => Choice.All.FirstOrDefault(choice => 2 * For(choice) > voters);

    /// <summary>The chair's choice, if half of <paramref name="voters"/>, the chair among them, made it: the other half can at most tie.</summary>
    public string? HalfWithChair(int voters) => Votes[^1] is { } choice && 2 * For(choice) >= voters ? choice : null;

    internal override void Write(StateWriter writer) => writer.Add(Outcome);

    internal override void WriteAbout(StateWriter writer, int node)
    {
        if (node >= FirstVoter) writer.Add(Votes[node - FirstVoter]);
    }
}
