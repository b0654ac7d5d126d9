using System.Reflection;
using Actors.Engine;
using Actors.Grains;
using Actors.Paxos;

namespace Actors.ClusterClient.Tests;

/// <summary>Three nodes that a client reaches by lanes, each in front of acceptors that keep everything in memory.</summary>
internal sealed class FakeNodes
{
    private static readonly ClusterLayout Layout = new(["n1", "n2", "n3"], 3);

    private readonly Dictionary<string, Dictionary<RegisterKey, AcceptorState>> _acceptors = new() { ["n1"] = [], ["n2"] = [], ["n3"] = [] };
    private readonly Dictionary<string, long> _writes = new() { ["n1"] = 0, ["n2"] = 0, ["n3"] = 0 };
    private readonly List<(string Node, string Entrance, AcceptorRequest Request)> _batches = [];
    private readonly Lock _lock = new();
    private int _setup;

    /// <summary>Which node a lane leads to.</summary>
    public Func<long, string> NodeOf { get; set; } = lane => $"n{(lane % 3) + 1}";

    /// <summary>Nodes that are gone: whoever calls them hears so.</summary>
    public HashSet<string> Gone { get; } = [];

    /// <summary>Nodes whose gateway answers nothing, while the other nodes reach them.</summary>
    public HashSet<string> Silent { get; } = [];

    /// <summary>What a node that is asked to wait answers with.</summary>
    public Func<Task<Proposal?>> Waits { get; set; } = () => new TaskCompletionSource<Proposal?>().Task;

    /// <summary>All batches so far: the node that was asked, the one that the batch came in at, and what it said.</summary>
    public IReadOnlyList<(string Node, string Entrance, AcceptorRequest Request)> Batches
    {
        get
        {
            lock (_lock) return [.. _batches];
        }
    }

    public IGrainFactory Client => Fake<IGrainFactory>((method, arguments) =>
        method.GetGenericArguments()[0] == typeof(IWriteOnceGrain) ? Fake<IWriteOnceGrain>((_, _) => Waits()) : Entrance((long)arguments[0]!));

    public void ForgetBatches()
    {
        lock (_lock) _batches.Clear();
    }

    public AcceptorState StateOf(string node, RegisterKey key) => _acceptors[node].GetValueOrDefault(key, AcceptorState.Initial);

    /// <summary>All nodes begin again with empty stores, under the same names.</summary>
    public void SetUpAnew()
    {
        lock (_lock)
        {
            _setup++;
            foreach (var node in _acceptors.Keys)
            {
                _acceptors[node].Clear();
                _writes[node] = 0;
            }
        }
    }

    private string Terms => $"those of cluster {_setup}";

    private INodeGrain Entrance(long lane) => Fake<INodeGrain>((method, arguments) =>
    {
        var entrance = NodeOf(lane);
        lock (_lock)
        {
            if (method.Name == nameof(INodeGrain.GreetAsync))
                return Gone.Contains(entrance) ? Task.FromException<Greeting>(Unavailable(entrance))
                    : Silent.Contains(entrance) ? new TaskCompletionSource<Greeting>().Task
                    : Task.FromResult(new Greeting(entrance, Terms, [.. _acceptors.Keys], 3));
            var (terms, to) = ((string)arguments[0]!, (string)arguments[1]!);
            if (Gone.Contains(entrance) || Gone.Contains(to)) return Task.FromException<NodeAnswer>(Unavailable(to));
            if (Silent.Contains(entrance)) return new TaskCompletionSource<NodeAnswer>().Task;
            if (terms != Terms) return Task.FromResult(default(NodeAnswer));
            return Task.FromResult(new NodeAnswer(Process(to, entrance, (byte[])arguments[2]!), to != entrance));
        }
    });

    private byte[] Process(string node, string entrance, byte[] batch)
    {
        var request = BatchCodec.DecodeRequest(batch, Layout);
        _batches.Add((node, entrance, request));
        var replies = new List<AcceptorReply>();
        foreach (var (key, message) in request.Messages)
        {
            var step = Acceptor.Handle(StateOf(node, key), message);
            if (step.Next is { } next) _acceptors[node][key] = next;
            if (step.MustBeDurable) _writes[node]++;
            replies.Add(step.Reply);
        }
        return BatchCodec.Encode(new AcceptorAnswer(new StoreMark(1, _writes[node]), [], replies));
    }

    private static SiloUnavailableException Unavailable(string node) => new($"{node} is gone");

    private static T Fake<T>(Func<MethodInfo, object?[], object?> handler) where T : class
    {
        var fake = DispatchProxy.Create<T, Proxy>();
        ((Proxy)(object)fake).Handler = handler;
        return fake;
    }
}
