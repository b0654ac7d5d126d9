using System.Runtime.CompilerServices;

namespace Actors.Paxos;

/// <summary>
/// Something happened that the protocol rules out, so a sender means harm or has a bug. The operation on that register ends and nothing of it is believed; other
/// registers share nothing with it, and go on.
/// </summary>
public sealed class InvariantException : Exception
{
    /// <param name="message">Register, ballots and proposals involved.</param>
    /// <param name="inner">The cause.</param>
    public InvariantException(string message, Exception? inner = null) : base(message, inner) { }

    /// <summary>Throws unless <paramref name="holds"/>. Stays on in Release.</summary>
    public static void ThrowUnless(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] Text text)
    {
        if (!holds) throw new InvariantException(text.ToString());
    }

    /// <summary>Builds the text only when the invariant is broken.</summary>
    [InterpolatedStringHandler]
    public ref struct Text
    {
        private DefaultInterpolatedStringHandler _text;

        public Text(int literalLength, int formattedCount, bool holds, out bool enabled)
        {
            enabled = !holds;
            _text = enabled ? new(literalLength, formattedCount) : default;
        }

        public void AppendLiteral(string value) => _text.AppendLiteral(value);
        public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);
        public override string ToString() => _text.ToStringAndClear();
    }
}
