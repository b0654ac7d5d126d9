using System.Text;
using Actors.Paxos;

namespace Actors.Rounds;

/// <summary>A proposal as it is shown: values may be large, and traces are long.</summary>
/// <param name="Id">The proposal's id.</param>
/// <param name="Text">The value if it is short text, else its size and the beginning of its hash.</param>
[GenerateSerializer, Immutable, Alias("actors.round-value")]
public sealed record RoundValue([property: Id(0)] Guid Id, [property: Id(1)] string Text)
{
    private const int TextMax = 96, HashBytesShown = 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static RoundValue Of(Proposal proposal) => new(proposal.Id.Value, Show(proposal.Value.Bytes.Span));

    private static string Show(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (bytes.Length <= TextMax && Strict.GetString(bytes) is var text && !text.Any(char.IsControl)) return text;
        }
        catch (DecoderFallbackException)
        {
            // Not text.
        }
        return $"{bytes.Length} bytes {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes).AsSpan(0, HashBytesShown))}";
    }
}
