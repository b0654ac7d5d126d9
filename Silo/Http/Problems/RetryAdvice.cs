namespace Actors.Silo.Http.Problems;

/// <summary>What the caller of an endpoint can do when it is not known whether what it asked for was done.</summary>
/// <param name="Text">Whole sentences.</param>
internal sealed record RetryAdvice(string Text)
{
    /// <summary>That of an endpoint which changes nothing.</summary>
    public static readonly RetryAdvice Default = new("Ask again: that changes nothing.");
}
