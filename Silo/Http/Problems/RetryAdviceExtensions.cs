namespace Actors.Silo.Http.Problems;

/// <summary>Gives endpoints their <see cref="RetryAdvice"/>.</summary>
internal static class RetryAdviceExtensions
{
    /// <param name="route">An endpoint that changes something.</param>
    /// <param name="text">See <see cref="RetryAdvice.Text"/>.</param>
    public static TBuilder WithRetryAdvice<TBuilder>(this TBuilder route, string text) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RetryAdvice(text));
}
