namespace Actors.Demo;

/// <summary>What somebody who asked at the desk was told, errors included.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Outcome">What became of the order; null unless <paramref name="Kind"/> is <see cref="DeskAnswerKind.Settled"/>.</param>
public sealed record DeskAnswer(DeskAnswerKind Kind, OrderOutcome? Outcome)
{
    /// <summary>The answer to cancelling or shipping.</summary>
    public static Task<DeskAnswer> ToAsync(Task<Settlement?> settling) => ToAsync(settling, settlement => settlement?.Order);

    /// <summary>The answer to a look.</summary>
    public static Task<DeskAnswer> ToAsync(Task<PlacedOrder?> looking) => ToAsync(looking, order => order);

    private static async Task<DeskAnswer> ToAsync<T>(Task<T> asking, Func<T, PlacedOrder?> order)
    {
        try
        {
            return order(await asking.ConfigureAwait(false)) switch
            {
                null => new DeskAnswer(DeskAnswerKind.NotPlaced, null),
                { Outcome: null } => new DeskAnswer(DeskAnswerKind.Pending, null),
                { Outcome: var outcome } => new DeskAnswer(DeskAnswerKind.Settled, outcome),
            };
        }
        catch (NoQuorumException)
        {
            return new DeskAnswer(DeskAnswerKind.NoQuorum, null);
        }
        catch (UnknownOutcomeException)
        {
            return new DeskAnswer(DeskAnswerKind.Unknown, null);
        }
    }
}
