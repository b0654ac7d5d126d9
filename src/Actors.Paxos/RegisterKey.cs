using System.Text;

namespace Actors.Paxos;

/// <summary>The name of a register: 1 to <see cref="MaxBytes"/> bytes of UTF-8, compared byte by byte. Slashes are ordinary characters.</summary>
public readonly record struct RegisterKey
{
    /// <summary>The greatest length in UTF-8 bytes: 512.</summary>
    public const int MaxBytes = 512;

    /// <exception cref="ArgumentException">Empty, longer than <see cref="MaxBytes"/> bytes, or not well-formed Unicode.</exception>
    public RegisterKey(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = Describe(value) is { } problem ? throw new ArgumentException(problem, nameof(value)) : value;
    }

    /// <summary>The name.</summary>
    public string Value { get; }

    /// <summary>Reads a key from its UTF-8 bytes.</summary>
    /// <exception cref="ArgumentException">Empty, too long, or not well-formed UTF-8.</exception>
    public static RegisterKey FromUtf8(ReadOnlySpan<byte> bytes) => new(StrictUtf8.Encoding.GetString(bytes));

    private static string? Describe(string value)
    {
        if (WellFormed.Problem("A register key", value) is { } problem) return problem;
        return Encoding.UTF8.GetByteCount(value) switch
        {
            0 => "A register key must not be empty.",
            > MaxBytes and var bytes => $"A register key has at most {MaxBytes} bytes of UTF-8; this one has {bytes}.",
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
