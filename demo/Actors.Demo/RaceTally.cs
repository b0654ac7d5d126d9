namespace Actors.Demo;

/// <summary>How many races ended how.</summary>
/// <param name="Cancelled">The customer was first.</param>
/// <param name="Shipped">The warehouse was first.</param>
/// <param name="Disagreements">Two were told different things: never, if the registers are what they claim to be.</param>
/// <param name="Unanswered">Nobody was told anything.</param>
public sealed record RaceTally(int Cancelled, int Shipped, int Disagreements, int Unanswered)
{
    /// <summary>No race yet.</summary>
    public static readonly RaceTally None = new(0, 0, 0, 0);

    /// <summary>All of them.</summary>
    public int Total => Cancelled + Shipped + Disagreements + Unanswered;

    /// <summary>One more.</summary>
    public RaceTally With(RaceReport race) => race switch
    {
        { Disagrees: true } => this with { Disagreements = Disagreements + 1 },
        { Outcome.State: OrderState.Cancelled } => this with { Cancelled = Cancelled + 1 },
        { Outcome.State: OrderState.Shipped } => this with { Shipped = Shipped + 1 },
        _ => this with { Unanswered = Unanswered + 1 },
    };
}
