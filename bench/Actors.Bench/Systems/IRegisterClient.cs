namespace Actors.Bench.Systems;

/// <summary>The client side of a system that keeps values.</summary>
internal interface IRegisterClient : IMeasuredClient
{
    /// <summary>Gets a key decided and returns its value for ever: this one or the one that was there. Repeats what failed until it knows.</summary>
    Task<string> DecideAsync(string key, string value, CancellationToken cancellationToken);

    /// <summary>Reads a decided key, linearizably; null if it is undecided.</summary>
    Task<string?> ReadAsync(string key, CancellationToken cancellationToken);
}
