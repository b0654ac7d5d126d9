using Actors.Simulation.Termination;

namespace Actors.Simulation.Tests;

public class TerminationTests
{
    private const int Worlds = 300;

    [Fact]
    public void Duels_with_growing_pauses_end() => Assert.InRange(Undecided(Pauses.Growing, rounds: 6), 0, 0.01);

    [Fact]
    public void Without_pauses_many_never_end() => Assert.InRange(Undecided(Pauses.None, rounds: 50), 0.5, 1);

    [Fact]
    public void With_short_pauses_the_share_falls_geometrically()
    {
        var shares = new[] { 3, 4, 5, 6 }.Select(rounds => Undecided(Pauses.Short, rounds)).ToArray();
        Assert.InRange(shares[0], 0.2, 0.9);
        Assert.All(shares.Zip(shares.Skip(1)), pair => Assert.InRange(pair.Second, 0, 0.6 * pair.First));
    }

    [Fact]
    public void An_adversary_that_loses_nothing_keeps_it_open()
    {
        var adversary = new Adversary();
        Assert.True(adversary.Run(rounds: 1000));
        Assert.True(adversary.Schedule.Count >= 6000);
    }

    private static double Undecided(Pauses pauses, int rounds) =>
        Enumerable.Range(1, Worlds).Count(seed => Duel.Run(3, seed, pauses, rounds) is null) / (double)Worlds;
}
