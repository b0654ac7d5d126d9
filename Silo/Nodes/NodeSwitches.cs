using System.Collections.Concurrent;
using Actors.Pages.Cluster;
using Actors.Runtime;
using Actors.Silo.Configuration;
using Actors.Silo.Http.Callers;

namespace Actors.Silo.Nodes;

/// <summary>The switches of the nodes of this process.</summary>
internal sealed partial class NodeSwitches(LocalNodes nodes, NodeCuts cuts, SiloSettings settings, OwnMachine machine, ILogger<NodeSwitches> logger) : INodeSwitches
{
    private readonly ConcurrentDictionary<string, SwitchState> _underWay = new();
    private readonly ConcurrentDictionary<string, string> _problems = new();

    public event Action? Changed
    {
        add => nodes.Changed += value;
        remove => nodes.Changed -= value;
    }

    public string? Refusal =>
        settings.Node is { } node ? $"This process is node {node} alone. Stop and start the processes of the nodes themselves; only a process that runs all nodes can switch them."
        : machine.Refusal is { } open ? $"The nodes cannot be switched over HTTP here: {open}. On loopback addresses alone they can."
        : null;

    public IReadOnlyList<NodeSwitch> Nodes => Refusal is null ? [.. nodes.All.Select(Of)] : [];

    public async Task StopAsync(string node)
    {
        var found = Find(node);
        Say(node, SwitchState.Stopping);
        try
        {
            await found.KillAsync();
        }
        finally
        {
            Done(node, SwitchState.Stopping);
        }
    }

    public void Start(string node)
    {
        var found = Find(node);
        _problems.TryRemove(node, out _);
        Say(node, SwitchState.Starting);
        _ = StartAsync();

        async Task StartAsync()
        {
            try
            {
                await found.StartAsync();
            }
            catch (OperationCanceledException)
            {
                // Stopped before it was up.
            }
            catch (Exception exception)
            {
                _problems[node] = exception.Message;
                LogNotStarted(exception, node);
            }
            finally
            {
                Done(node, SwitchState.Starting);
            }
        }
    }

    public void Cut(string node)
    {
        cuts.Cut(Find(node).Name);
        nodes.OnChanged();
    }

    public void Heal(string node)
    {
        cuts.Heal(Find(node).Name);
        nodes.OnChanged();
    }

    private Node Find(string node) => Refusal is not null ? throw new InvalidOperationException(Refusal)
        : nodes.All.FirstOrDefault(found => found.Name == node) ?? throw new ArgumentException($"There is no node '{node}'.", nameof(node));

    private NodeSwitch Of(Node node) => new(
        node.Name,
        _underWay.TryGetValue(node.Name, out var state) ? state : StateOf(node),
        cuts.IsCut(node.Name),
        _problems.GetValueOrDefault(node.Name));

    private static SwitchState StateOf(Node node) =>
        node.Faces is not null ? SwitchState.Running : node.StartingBecause is not null ? SwitchState.Starting : SwitchState.Stopped;

    private void Say(string node, SwitchState state)
    {
        _underWay[node] = state;
        nodes.OnChanged();
    }

    private void Done(string node, SwitchState state)
    {
        // Whoever switched it the other way meanwhile goes on saying so.
        _underWay.TryRemove(new KeyValuePair<string, SwitchState>(node, state));
        nodes.OnChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Node {Node} could not be started.")]
    private partial void LogNotStarted(Exception exception, string node);
}
