namespace Actors.Bench.Systems;

/// <summary>How to start a server.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Directory">Its data; made before it starts.</param>
/// <param name="Program">What to run.</param>
/// <param name="Arguments">With what arguments.</param>
/// <param name="Ports">The loopback ports that it listens on.</param>
internal sealed record ServerSpec(string Name, string Directory, string Program, IReadOnlyList<string> Arguments, IReadOnlyList<int> Ports)
{
    /// <summary>Where its output goes.</summary>
    public string Log => Directory + ".log";

    /// <summary>Files that must be in its directory before it starts.</summary>
    public IReadOnlyList<(string Name, string Text)> Files { get; init; } = [];
}
