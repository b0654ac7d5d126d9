using System.Collections.Frozen;
using Actors.Silo.Http.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Silo.Http.Targets;

/// <summary>
/// The key that a request names, whatever it looks like. Read from the target as it was sent: the path that the framework makes of it has lost the
/// difference between %2F and %252F, dot segments, and what is no UTF-8.
/// </summary>
/// <param name="Value">The key, decoded.</param>
internal sealed record TargetKey(string Value)
{
    private const string Placeholder = "key";

    /// <summary>The paths with a key: <c>/{collection}/{key}</c>, and <c>/{collection}/{key}/{action}</c> for these actions.</summary>
    private static readonly FrozenDictionary<string, string[]> Actions = new Dictionary<string, string[]>
    {
        ["registers"] = ["acceptors"],
        ["kv"] = [],
        ["locks"] = ["acquire", "renew", "release"],
        ["orders"] = ["cancel", "ship"],
        ["users"] = [],
        ["nodes"] = ["stop", "start", "cut", "heal"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What looks like an order and is not: the history of all of them. In this spelling only, so that it hides no other order.</summary>
    private const string OrderHistory = "/orders/history";

    /// <summary>Before routing: reads the target, and has the request routed by what is not its key.</summary>
    /// <exception cref="ProblemException">The key is empty, or the target is malformed or is not what the framework takes it for.</exception>
    public static Task ReadAsync(HttpContext context, RequestDelegate next)
    {
        var (path, query) = RequestTarget.Split(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        RequestTarget.Decode(query);
        var decoded = RequestTarget.Decode(path);
        if (decoded == OrderHistory) context.Request.Path = OrderHistory;
        else if (path.IndexOf('/', 1) is > 0 and var slash
            && RequestTarget.Decode(path[1..slash]) is var collection && Actions.TryGetValue(collection, out var actions))
            Read(context, collection, path[(slash + 1)..], actions);
        // The framework has removed dot segments, say: where the request goes to is not where it says.
        else if (context.Request.Path.HasValue && decoded != context.Request.Path.Value)
            throw RequestTarget.MalformedKey($"The path '{decoded}' could be taken for '{context.Request.Path}'. Write that one, without dot segments.");
        return next(context);
    }

    /// <summary>After routing: gives the endpoint the key.</summary>
    public static Task BindAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<TargetKey>() is { } key && context.GetEndpoint() is RouteEndpoint { RoutePattern.Parameters: [var parameter] })
            context.Request.RouteValues[parameter.Name] = key.Value;
        return next(context);
    }

    private static void Read(HttpContext context, string collection, string rest, string[] actions)
    {
        var slash = rest.LastIndexOf('/');
        var action = slash < 0 ? null : actions.FirstOrDefault(RequestTarget.Decode(rest[(slash + 1)..]).Equals);
        var key = RequestTarget.Decode(action is null ? rest : rest[..slash]);
        if (key.Length == 0) throw RequestTarget.MalformedKey($"It is empty: write /{collection}/KEY.");
        context.Features.Set(new TargetKey(key));
        context.Request.Path = action is null ? $"/{collection}/{Placeholder}" : $"/{collection}/{Placeholder}/{action}";
    }
}
