namespace Actors.Bench.Systems;

/// <summary>What callers append to. Disposed of after the load.</summary>
internal interface IOrder : IAsyncDisposable
{
    /// <summary>Appends an entry, and repeats what failed until it is there.</summary>
    /// <returns>Its place: whoever appends again afterwards gets a later one.</returns>
    Task<long> AppendAsync(string entry, CancellationToken cancellationToken);
}
