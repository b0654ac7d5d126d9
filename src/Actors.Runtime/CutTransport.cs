using Actors.Engine;

namespace Actors.Runtime;

/// <summary>A way to the acceptors of other nodes on which everything from and to a node that is cut off is lost without a word, as in a network.</summary>
/// <param name="self">The node that sends.</param>
/// <param name="inner">The way.</param>
/// <param name="cuts">Who is cut off.</param>
public sealed class CutTransport(string self, IAcceptorTransport inner, NodeCuts cuts) : IAcceptorTransport
{
    private static readonly TimeSpan LongerThanAnybodyWaits = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken) =>
        cuts.Any && (cuts.IsCut(self) || cuts.IsCut(node)) ? SilenceAsync(cancellationToken) : inner.SendAsync(node, request, cancellationToken);

    private static async Task<AcceptorAnswer> SilenceAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(LongerThanAnybodyWaits, cancellationToken).ConfigureAwait(false);
        throw new TimeoutException("It is cut off.");
    }
}
