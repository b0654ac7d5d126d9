using Actors.Explorer.Steps;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Tests;

/// <summary>Finds scenarios, and drives them by the words on the messages.</summary>
internal static class Play
{
    public static Scenario Scenario(int step, string key) => Ladder.Find(step)!.Scenarios.Single(scenario => scenario.Key == key);

    /// <summary>Plays what the search found.</summary>
    public static Run Broken(this Scenario scenario) => scenario.Replay(scenario.Report.Breaking!);

    public static Verdict Judge(this Scenario scenario, Run run) => scenario.Judge(run.Now);

    /// <summary>Delivers the oldest message between two nodes, named as over their columns.</summary>
    public static Run Deliver(this Run run, string from, string to)
    {
        var message = run.Now.Messages.First(message => Name(message.From) == from && Name(message.To) == to);
        return run.With(new Move(MoveKind.Deliver, message.Number));

        string Name(int node) => run.Now.Protocol.Lanes[node].Short;
    }

    public static Run Crash(this Run run, string node) => run.With(new Move(MoveKind.Crash, Node(run, node)));

    public static Run Act(this Run run, string node) => run.With(new Move(MoveKind.Act, Node(run, node)));

    private static int Node(Run run, string name) => run.Now.Protocol.Lanes.ToList().FindIndex(lane => lane.Short == name);

    /// <summary>Any moves at all, drawn from a seed; most of them deliveries, without which nothing comes of it.</summary>
    public static Run Randomly(this Scenario scenario, int seed, int moves)
    {
        var random = new Random(seed);
        var run = scenario.Begin();
        for (var i = 0; i < moves; i++)
        {
            var possible = run.Now.Moves().ToArray();
            if (possible.Length == 0) break;
            var deliveries = possible.Where(move => move.Kind == MoveKind.Deliver).ToArray();
            var from = deliveries.Length > 0 && random.Next(10) > 0 ? deliveries : possible;
            run = run.With(from[random.Next(from.Length)]);
        }
        return run;
    }
}
