using Actors.Silo.Http.Problems;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Actors.Silo.Http.Headers;

/// <summary>What a request demands of the representation that there is (RFC 9110, section 13.1).</summary>
/// <param name="Match">If-Match: one of these ETags, by strong comparison, or any representation; null if absent.</param>
/// <param name="NoneMatch">If-None-Match: none of these, by weak comparison, or no representation; null if absent.</param>
internal sealed record Conditions(IList<EntityTagHeaderValue>? Match, IList<EntityTagHeaderValue>? NoneMatch)
{
    /// <exception cref="ProblemException">A header is malformed.</exception>
    public static Conditions Of(HttpRequest request) =>
        new(Read(HeaderNames.IfMatch, request.Headers.IfMatch), Read(HeaderNames.IfNoneMatch, request.Headers.IfNoneMatch));

    /// <summary>Whether a list is <c>*</c>.</summary>
    public static bool IsAny(IList<EntityTagHeaderValue> tags) => tags is [var only] && only.Equals(EntityTagHeaderValue.Any);

    /// <summary>Demands what If-Match and If-None-Match do, before a change.</summary>
    /// <param name="etag">The strong ETag of the representation; null if there is none.</param>
    /// <exception cref="ProblemException">412: it is not so.</exception>
    public void Require(string? etag)
    {
        if (!Matches(etag) || IsExcluded(etag)) throw Failed(etag is null ? "There is no value." : $"The value has the ETag {etag} now. GET shows it.");
    }

    /// <summary>Whether all that a GET has to tell is that the caller has the representation.</summary>
    /// <inheritdoc cref="Require"/>
    public bool IsNotModified(string etag)
    {
        if (!Matches(etag)) Require(etag);
        return IsExcluded(etag);
    }

    /// <summary>A condition does not hold.</summary>
    public static ProblemException Failed(string detail) =>
        new(StatusCodes.Status412PreconditionFailed, ProblemTypes.PreconditionFailed, "The condition does not hold", detail);

    private bool Matches(string? etag) =>
        Match is null || (etag is not null && (IsAny(Match) || Match.Any(tag => !tag.IsWeak && tag.Tag == etag)));

    private bool IsExcluded(string? etag) =>
        NoneMatch is not null && etag is not null && (IsAny(NoneMatch) || NoneMatch.Any(tag => tag.Tag == etag));

    private static IList<EntityTagHeaderValue>? Read(string name, StringValues header)
    {
        if (header.Count == 0) return null;
        return EntityTagHeaderValue.TryParseStrictList([.. header!], out var tags) && (IsAny(tags) || !tags.Contains(EntityTagHeaderValue.Any)) ? tags
            : throw new ProblemException(
                StatusCodes.Status400BadRequest, ProblemTypes.MalformedCondition, $"The header {name} is malformed",
                "It is * or a list of ETags, each as an answer has shown it, in quotes.");
    }
}
