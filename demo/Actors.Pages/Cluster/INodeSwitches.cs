namespace Actors.Pages.Cluster;

/// <summary>Stops, starts, cuts off and heals nodes, where one process runs them all. Switching to what is already so does nothing.</summary>
public interface INodeSwitches
{
    /// <summary>Why nothing can be switched here; null if it can.</summary>
    string? Refusal { get; }

    /// <summary>The nodes that can be switched; none if it is refused.</summary>
    IReadOnlyList<NodeSwitch> Nodes { get; }

    /// <summary>Told on any thread when <see cref="Nodes"/> has changed.</summary>
    event Action? Changed;

    /// <summary>Stops a node without a warning. Ends when it is gone.</summary>
    Task StopAsync(string node);

    /// <summary>Starts a node. It may take until a majority is there: see <see cref="Nodes"/>.</summary>
    void Start(string node);

    /// <summary>From now on the node's proposer and acceptors hear nobody, and nobody hears them; the node does not know.</summary>
    void Cut(string node);

    /// <summary>Ends that.</summary>
    void Heal(string node);
}
