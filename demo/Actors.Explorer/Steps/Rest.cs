using Actors.Explorer.Worlds;

namespace Actors.Explorer.Steps;

/// <summary>Ends a story: once the claim is broken, what is still on its way arrives, so that nobody hopes for it.</summary>
internal static class Rest
{
    /// <summary>All moves of <paramref name="run"/>, and then deliveries until nothing can be delivered or the claim is broken for all to see.</summary>
    public static IReadOnlyList<Move> After(Run run)
    {
        if (run.Now.Disagrees || run.Now.IsStuck) return run.Moves;
        while (run.Now.Messages.FirstOrDefault(message => !run.Now.Down[message.To]) is { } message) run = run.With(new Move(MoveKind.Deliver, message.Number));
        return run.Moves;
    }
}
