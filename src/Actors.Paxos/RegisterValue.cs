namespace Actors.Paxos;

/// <summary>What a register holds: bytes and what they are. No bytes at all is a value like any other.</summary>
public sealed class RegisterValue : IEquatable<RegisterValue>
{
    /// <summary>The greatest size of the bytes: 64 KiB.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The greatest length of the content type in characters: 256.</summary>
    public const int MaxContentTypeLength = 256;

    /// <param name="bytes">At most <see cref="MaxBytes"/>; must not be changed afterwards.</param>
    /// <param name="contentType">A media type of printable ASCII, at most <see cref="MaxContentTypeLength"/> characters; empty if unknown.</param>
    /// <exception cref="ArgumentException">One of the limits is broken.</exception>
    public RegisterValue(ReadOnlyMemory<byte> bytes, string contentType)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        if (bytes.Length > MaxBytes)
            throw new ArgumentException($"A register value has at most {MaxBytes} bytes; this one has {bytes.Length}.", nameof(bytes));
        if (contentType.Length > MaxContentTypeLength || contentType.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException($"A content type has at most {MaxContentTypeLength} characters of printable ASCII.", nameof(contentType));
        Bytes = bytes;
        ContentType = contentType;
    }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The media type, as the proposer gave it; empty if it gave none.</summary>
    public string ContentType { get; }

    /// <inheritdoc/>
    public bool Equals(RegisterValue? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (ContentType == other.ContentType && Bytes.Span.SequenceEqual(other.Bytes.Span)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RegisterValue);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(ContentType);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Bytes.Length} bytes of {(ContentType.Length == 0 ? "unknown type" : ContentType)}";
}
