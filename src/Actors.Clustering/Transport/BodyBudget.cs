using Microsoft.AspNetCore.Http;

namespace Actors.Clustering.Transport;

/// <summary>Bounds what the bodies of all requests under way take together: a caller may open many, send almost all of each, and wait.</summary>
/// <param name="bytesMax">How many bytes all of them have at most.</param>
internal sealed class BodyBudget(long bytesMax)
{
    private long _taken;

    /// <summary>What one request takes, until it is disposed of.</summary>
    public Share Open() => new(this);

    /// <inheritdoc cref="Open"/>
    internal sealed class Share(BodyBudget budget) : IDisposable
    {
        private long _bytes;

        /// <exception cref="BadHttpRequestException">503: there is no room at present.</exception>
        public void Take(long bytes)
        {
            _bytes += bytes;
            if (Interlocked.Add(ref budget._taken, bytes) > budget.BytesMax)
                throw new BadHttpRequestException($"The bodies of all requests under way have {budget.BytesMax} bytes, their limit. Send it again later.", StatusCodes.Status503ServiceUnavailable);
        }

        public void Dispose() => Interlocked.Add(ref budget._taken, -_bytes);
    }

    private long BytesMax => bytesMax;
}
