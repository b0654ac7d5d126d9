using System.Text;
using Actors.Paxos;

namespace Actors.Client.Output;

/// <summary>Values for the eye.</summary>
internal static class ValueText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or what there is if it is none.</summary>
    public static string Show(RegisterValue value) => TryDecode(value.Bytes.Span) ?? $"({value}; see --raw)";

    /// <summary>The text; null if the bytes are no UTF-8.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
