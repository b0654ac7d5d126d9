using Actors.Explorer.Steps;
using Actors.Explorer.Worlds;
using Actors.Pages.Diagrams;

namespace Actors.Pages.Explore;

/// <summary>Draws a run: a row for each move.</summary>
internal static class WorldDiagram
{
    public static SpaceTime Of(Scenario scenario, Run run)
    {
        var begin = scenario.Begin().Now;
        var end = run.Moves.Count;
        var sent = begin.Messages.ToDictionary(message => message.Number, _ => 0);
        foreach (var happening in run.Happenings)
            foreach (var message in happening.Sent)
                sent[message.Number] = happening.Time;
        DiagramArrow Arrow(Message message, int? ended, ArrowFate fate) => new(
            message.From, sent[message.Number], message.To, ended, message.Payload.Label, scenario.ToneOf(message.Payload.Value), fate, message.Payload.IsFast);
        var arrows = new List<DiagramArrow>();
        foreach (var happening in run.Happenings)
            if (happening.Message is { } message && happening.Move.Kind is MoveKind.Deliver or MoveKind.Lose)
                arrows.Add(Arrow(message, happening.Time, happening.Move.Kind == MoveKind.Deliver ? ArrowFate.Arrived : ArrowFate.Lost));
            else if (happening.Touched is { } memory)
                arrows.Add(new DiagramArrow(happening.Node, happening.Time, memory, happening.Time, "", Tone.Neutral, ArrowFate.Arrived));
        arrows.AddRange(run.Now.Messages.Select(message => Arrow(message, null, ArrowFate.UnderWay)));
        return new SpaceTime(
            [.. run.Now.Protocol.Lanes.Select(lane => new DiagramLane(lane.Name, lane.Short))], arrows, [.. run.Happenings.SelectMany(happening => Marks(scenario, happening))],
            Spans(scenario, run), end);
    }

    private static IEnumerable<DiagramMark> Marks(Scenario scenario, Happening happening)
    {
        var kind = happening.Move.Kind;
        if (kind == MoveKind.Crash) yield return new DiagramMark(happening.Node, happening.Time, MarkKind.Crash, "crash", Tone.Bad);
        if (kind == MoveKind.Restart) yield return new DiagramMark(happening.Node, happening.Time, MarkKind.Return, "back");
        if (kind == MoveKind.Act) yield return new DiagramMark(happening.Node, happening.Time, MarkKind.Act, happening.Decided is null ? happening.Brief : "");
        if (happening.Decided is { } value) yield return new DiagramMark(happening.Node, happening.Time, MarkKind.Decide, value, scenario.ToneOf(value));
    }

    private static List<DiagramSpan> Spans(Scenario scenario, Run run)
    {
        var worlds = new List<World> { scenario.Begin().Now };
        foreach (var move in run.Moves) worlds.Add(worlds[^1].Apply(move));
        var spans = new List<DiagramSpan>();
        for (var lane = 0; lane < run.Now.Nodes.Length; lane++)
        {
            var from = 0;
            for (var time = 1; time <= worlds.Count; time++)
            {
                if (time < worlds.Count && Held(time) == Held(from)) continue;
                spans.Add(new DiagramSpan(lane, from, time == worlds.Count ? worlds.Count - 0.4 : time, Held(from).Tone, Held(from).Down));
                from = time;
            }

            (Tone Tone, bool Down) Held(int time) => (scenario.ToneOf(worlds[time].Nodes[lane].Value), worlds[time].Down[lane]);
        }
        return spans;
    }
}
