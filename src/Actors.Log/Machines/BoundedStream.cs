namespace Actors.Log.Machines;

/// <summary>As many bytes of another stream as is allowed, in either direction: 168 bytes can unpack to more than any memory has.</summary>
/// <param name="inner">The other stream. Not owned.</param>
/// <param name="bytesMax">How many bytes may pass.</param>
internal sealed class BoundedStream(Stream inner, long bytesMax) : Stream
{
    private long _passed;

    public override bool CanRead => inner.CanRead;
    public override bool CanWrite => inner.CanWrite;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _passed;
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">More bytes than are allowed.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Pass(inner.Read(buffer, offset, count));

    /// <inheritdoc cref="Read(byte[], int, int)" path="/exception"/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Pass(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc cref="Read(byte[], int, int)" path="/exception"/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        Pass(count);
        inner.Write(buffer, offset, count);
    }

    /// <inheritdoc cref="Read(byte[], int, int)" path="/exception"/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Pass(buffer.Length);
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private int Pass(int count) => (_passed += count) <= bytesMax ? count
        : throw new InvalidDataException($"A snapshot has at most {bytesMax} bytes of JSON ({nameof(StateMachineOptions.SnapshotBytesMax)}); this one has more.");
}
