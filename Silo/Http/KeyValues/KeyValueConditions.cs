using System.Globalization;
using Actors.Silo.Http.Headers;
using Actors.Silo.Http.Problems;
using Microsoft.Net.Http.Headers;

namespace Actors.Silo.Http.KeyValues;

/// <summary>Conditions as the map can keep them: it compares with one version, or with none at all, in the moment of the change.</summary>
internal static class KeyValueConditions
{
    public static string ETagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Which version a value must have to be set; null for any.</summary>
    /// <exception cref="ProblemException">The map cannot keep the condition, or it cannot hold.</exception>
    public static long? VersionOfSet(Conditions conditions) => conditions.Match switch
    {
        null => null,
        var match when Conditions.IsAny(match) => throw RefusedHeaders.Refusal(HeaderNames.IfMatch, "It is one ETag here: GET shows that of the value, and If-None-Match: * is the opposite of *."),
        var match => VersionOf(match),
    };

    /// <summary>Which version a value must have to be removed; null for any.</summary>
    /// <inheritdoc cref="VersionOfSet" path="/exception"/>
    public static long? VersionOfRemoval(Conditions conditions) =>
        conditions.Match is null || Conditions.IsAny(conditions.Match) ? null : VersionOf(conditions.Match);

    /// <summary>Whether there must be no value.</summary>
    /// <inheritdoc cref="VersionOfSet" path="/exception"/>
    public static bool IsIfAbsent(Conditions conditions) => conditions.NoneMatch switch
    {
        null => false,
        var tags when Conditions.IsAny(tags) => true,
        _ => throw RefusedHeaders.Refusal(HeaderNames.IfNoneMatch, "It is * here: set only if there is no value."),
    };

    private static long VersionOf(IList<EntityTagHeaderValue> tags)
    {
        long[] versions = [.. tags.Select(VersionOf).OfType<long>()];
        return versions switch
        {
            [var version] => version,
            [] => throw Conditions.Failed("No value ever has one of these ETags: GET shows that of the value, a number in quotes. A weak one never matches."),
            _ => throw RefusedHeaders.Refusal(HeaderNames.IfMatch, "It is one ETag here."),
        };
    }

    private static long? VersionOf(EntityTagHeaderValue tag) =>
        !tag.IsWeak && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && ETagOf(version) == tag.Tag ? version : null;
}
