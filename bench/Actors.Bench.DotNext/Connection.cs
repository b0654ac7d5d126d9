using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Actors.Bench.DotNext;

/// <summary>A client. Its requests are done at the same time, and answers that wait are sent together.</summary>
internal sealed class Connection(Socket socket, RaftCluster cluster)
{
    private readonly Channel<(uint Id, long Index)> _answers = Channel.CreateUnbounded<(uint, long)>(new UnboundedChannelOptions { SingleReader = true });

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            // Greets with whether it leads.
            await stream.WriteAsync(new[] { (byte)(cluster.LeadershipToken.IsCancellationRequested ? 0 : 1) }, cancellationToken);
            await Task.WhenAll(ReadAsync(PipeReader.Create(stream), cancellationToken), WriteAsync(PipeWriter.Create(stream), cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The client is gone, or this server stops.
        }
    }

    private async Task ReadAsync(PipeReader input, CancellationToken cancellationToken)
    {
        try
        {
            while (await input.ReadAsync(cancellationToken) is { IsCompleted: false, Buffer: var buffer })
            {
                var rest = buffer;
                while (Frames.TryReadRequest(ref rest, out var id, out var entry)) _ = AppendAsync(id, entry, cancellationToken);
                input.AdvanceTo(rest.Start, rest.End);
            }
        }
        finally
        {
            _answers.Writer.TryComplete();
        }
    }

    private async Task AppendAsync(uint id, byte[] entry, CancellationToken cancellationToken)
    {
        var place = new Place();
        try
        {
            await cluster.ReplicateAsync(entry, place, cancellationToken);
        }
        catch (Exception exception) when (exception is NotLeaderException or InvalidOperationException or OperationCanceledException)
        {
            place.Index = -1;
        }
        _answers.Writer.TryWrite((id, place.Index));
    }

    private async Task WriteAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        while (await _answers.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_answers.Reader.TryRead(out var answer)) Frames.WriteAnswer(output, answer.Id, answer.Index);
            await output.FlushAsync(cancellationToken);
        }
    }
}
