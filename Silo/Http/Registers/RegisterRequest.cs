using System.Globalization;
using Actors.Paxos;
using Actors.Silo.Http.Problems;
using Actors.Silo.Http.Targets;
using Microsoft.Extensions.Primitives;

namespace Actors.Silo.Http.Registers;

/// <summary>What a request on a register says in its headers and its body.</summary>
internal static class RegisterRequest
{
    private const int WaitSecondsMax = 60;

    /// <summary>The register of a key.</summary>
    /// <exception cref="ProblemException">The key is too long.</exception>
    public static RegisterKey Key(string key)
    {
        try
        {
            return new RegisterKey(key);
        }
        catch (ArgumentException exception)
        {
            throw RequestTarget.MalformedKey(exception.Message);
        }
    }

    /// <summary>The proposal: the body, its Content-Type, and the id of the header Idempotency-Key or a new one.</summary>
    /// <exception cref="ProblemException">A header is malformed.</exception>
    /// <exception cref="BadHttpRequestException">The body is too large or ends early.</exception>
    public static async Task<Proposal> ReadProposalAsync(HttpRequest request)
    {
        var id = IdempotencyKey(request.Headers["Idempotency-Key"]);
        var contentType = ContentType(request.Headers.ContentType);
        // Grows with what has come: nothing is set aside for what a caller claims and does not send.
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return new Proposal(id, new RegisterValue(body.ToArray(), contentType));
    }

    /// <summary>How long the caller prefers to wait for a decision (RFC 7240, section 4.3), a minute at most; null if it does not say.</summary>
    /// <exception cref="ProblemException">It says something else than a number of seconds.</exception>
    public static TimeSpan? Wait(HttpRequest request)
    {
        foreach (var preference in request.Headers["Prefer"].SelectMany(line => line!.Split(',')))
        {
            var (name, value) = preference.Split(';')[0].Split('=', 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right) : (preference.Trim(), "");
            if (!name.Equals("wait", StringComparison.OrdinalIgnoreCase)) continue;
            // More digits than any number has are still a number.
            if (value.Length == 0 || !value.All(char.IsAsciiDigit))
                throw Malformed(ProblemTypes.MalformedPreference, "Prefer", $"The preference wait is a number of seconds from 0 to {WaitSecondsMax}, as in wait=10; it is '{value}'.");
            return TimeSpan.FromSeconds(int.TryParse(value, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, WaitSecondsMax) : WaitSecondsMax);
        }
        return null;
    }

    /// <summary>The id that a header gives, a new one if there is none.</summary>
    /// <exception cref="ProblemException">It is malformed.</exception>
    public static ProposalId IdempotencyKey(StringValues header)
    {
        if (header.Count == 0) return ProposalId.New();
        // As an ETag shows it, it may be quoted.
        return header.Count == 1 && Guid.TryParseExact(header[0]!.Trim('"'), "D", out var id) && id != Guid.Empty
            ? new ProposalId(id)
            : throw Malformed(ProblemTypes.MalformedIdempotencyKey, "Idempotency-Key", "It names one proposal: a uuid, such as 6f1b1f0e-4f3a-4c55-9f0e-3a1d2c4b5a69, and not the empty one. Draw a new one for each proposal.");
    }

    private static string ContentType(StringValues header)
    {
        var value = header.ToString();
        return header.Count <= 1 && value.Length <= RegisterValue.MaxContentTypeLength && !value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? value
            : throw Malformed(ProblemTypes.MalformedContentType, "Content-Type", $"It is kept as it is: once, at most {RegisterValue.MaxContentTypeLength} characters of printable ASCII.");
    }

    private static ProblemException Malformed(string type, string header, string detail) =>
        new(StatusCodes.Status400BadRequest, type, $"The header {header} is malformed", detail);
}
