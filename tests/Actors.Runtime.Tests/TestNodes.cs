using System.Collections.Concurrent;
using System.Text;
using Actors.Engine;
using Actors.Paxos;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Runtime.Tests;

/// <summary>Three nodes whose messages to each other can be held back.</summary>
internal sealed class TestNodes : IAcceptorTransport, IDisposable
{
    public static readonly ClusterLayout Layout = new(["n1", "n2", "n3"], 3);

    private readonly ConcurrentDictionary<string, RegisterNode> _nodes = new();
    private readonly ConcurrentDictionary<string, byte> _gone = new();
    private readonly ConcurrentDictionary<Held, byte> _holds = new();
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly ConcurrentDictionary<string, MemoryStore> _stores = new();
    private readonly Func<string, RegisterNodeSettings> _settings;

    private TestNodes(Func<TestNodes, string, RegisterNodeSettings> settings) => _settings = node => settings(this, node);

    public RegisterNode this[string node] => _nodes[node];

    /// <param name="time">The clock of the nodes.</param>
    /// <param name="patience">How long a node waits before it begins a classic round because of silence.</param>
    /// <param name="limit">How long a call tries.</param>
    /// <param name="measured">Whether the nodes count.</param>
    public static async Task<TestNodes> StartAsync(
        TimeProvider? time = null, TimeSpan? patience = null, TimeSpan? limit = null, bool measured = false)
    {
        var least = patience ?? TimeSpan.FromSeconds(30);
        var options = new ProposerOptions { PatienceMin = least, PatienceMax = least, SuspectAfter = least, ProbeInterval = TimeSpan.FromMilliseconds(1), NoQuorumAfter = TimeSpan.FromSeconds(2) };
        var nodes = new TestNodes((transport, node) => new RegisterNodeSettings(
            node, Layout, transport, options, limit ?? TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), time ?? TimeProvider.System, measured));
        foreach (var node in Layout.Nodes) nodes.Start(node, new MemoryStore());
        nodes._all.SetResult();
        await Task.WhenAll(nodes._nodes.Values.Select(node => node.RollCall));
        return nodes;
    }

    public MemoryStore StoreOf(string node) => _stores[node];

    /// <summary>Stops a node and starts it again.</summary>
    public RegisterNode Restart(string node, MemoryStore store)
    {
        _nodes[node].Dispose();
        return Start(node, store);
    }

    private RegisterNode Start(string node, MemoryStore store)
    {
        _stores[node] = store;
        return _nodes[node] = new RegisterNode(_settings(node), store, NullLogger.Instance);
    }

    public static RegisterKey Key(int number = 1) => new($"orders/{number}");

    public static Proposal Proposal(string value) => new(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(value), "text/plain"));

    /// <summary>Holds back such messages between two nodes until the result is disposed of.</summary>
    public IDisposable Hold(Predicate<AcceptorMessage> which)
    {
        var held = new Held(which);
        _holds[held] = 0;
        return held;
    }

    /// <summary>From now on calls to the node fail at once.</summary>
    public void Remove(string node) => _gone[node] = 0;

    public void Return(string node) => _gone.TryRemove(node, out _);

    public async Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken)
    {
        await _all.Task;
        foreach (var held in _holds.Keys)
            if (request.Messages.Any(item => held.Which(item.Message))) await held.Ended;
        if (_gone.ContainsKey(node)) throw new InvalidOperationException($"{node} is gone.");
        return await _nodes[node].ProcessAsync(request);
    }

    public void Dispose()
    {
        foreach (var node in _nodes.Values) node.Dispose();
    }

    private sealed class Held(Predicate<AcceptorMessage> which) : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Predicate<AcceptorMessage> Which => which;

        public Task Ended => _ended.Task;

        public void Dispose() => _ended.TrySetResult();
    }
}
