namespace Actors.Demo;

/// <summary>What everybody was told about one race.</summary>
/// <param name="Customer">The answer to cancelling.</param>
/// <param name="Warehouse">The answer to shipping.</param>
/// <param name="Witnesses">The answers to looks that began after both.</param>
public sealed record RaceReport(DeskAnswer Customer, DeskAnswer Warehouse, IReadOnlyList<DeskAnswer> Witnesses)
{
    /// <summary>
    /// Whether two of them were told different things, down to the moment of the decision, or a look did not see what somebody had been told
    /// before. Who got no answer disagrees with nobody.
    /// </summary>
    public bool Disagrees =>
        Outcomes.Distinct().Skip(1).Any()
        || ((Customer.Outcome ?? Warehouse.Outcome) is not null && Witnesses.Any(look => look.Kind is DeskAnswerKind.Pending or DeskAnswerKind.NotPlaced));

    /// <summary>What became of the order; null if nobody was told, or they disagree.</summary>
    public OrderOutcome? Outcome => Disagrees ? null : Outcomes.FirstOrDefault();

    /// <summary>How many looks told what became of the order.</summary>
    public int Seen => Witnesses.Count(look => look.Outcome is not null);

    private IEnumerable<OrderOutcome> Outcomes =>
        Witnesses.Prepend(Warehouse).Prepend(Customer).Select(answer => answer.Outcome).OfType<OrderOutcome>();
}
