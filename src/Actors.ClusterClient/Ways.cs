using Actors.Engine;
using Actors.Grains;

namespace Actors.Registers;

/// <summary>
/// A client's ways to the nodes. Which gateway a lane leads through is for Orleans to choose, so lanes are tried until each node has one of its own. A node
/// that does not answer that way is reached through another node, which hands the batch on.
/// </summary>
internal sealed class Ways
{
    /// <summary>Orleans keeps this many lanes apart by default; beyond, the first ones are used again.</summary>
    private const int LanesMax = 8192;

    private static readonly TimeSpan GreetingMax = TimeSpan.FromMilliseconds(500), PauseMin = TimeSpan.FromMilliseconds(200), PauseMax = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly IGrainFactory _client;
    private readonly ClusterLayout _layout;
    private readonly string _terms;
    private readonly TimeProvider _time;

    /// <summary>The lane of each node that led to it when it greeted, null if none has been found.</summary>
    private readonly Lane?[] _own;

    /// <summary>The lane by which each node is reached at present: its own, or another one's.</summary>
    private readonly Lane[] _used;

    private TimeSpan _pause = PauseMin;
    private long _searchedAt;
    private Task _search = Task.CompletedTask;
    private int _tried;
    private volatile bool _isOver;

    /// <param name="client">The way to all nodes.</param>
    /// <param name="layout">The nodes.</param>
    /// <param name="terms">Those of the cluster: see <see cref="Greeting.Terms"/>.</param>
    /// <param name="first">The lane on which a node has greeted.</param>
    /// <param name="time">The clock.</param>
    public Ways(IGrainFactory client, ClusterLayout layout, string terms, Lane first, TimeProvider time)
    {
        (_client, _layout, _terms, _time) = (client, layout, terms, time);
        _own = new Lane?[layout.Nodes.Count];
        _used = [.. layout.Nodes.Select(_ => first)];
        _own[layout.IndexOf(first.Node)] = first;
        Search(afterPause: false);
    }

    /// <summary>Whether a node has other terms: what is known here is of another cluster.</summary>
    public bool IsOver => _isOver;

    /// <summary>See <see cref="Runtime.ProposerLoop.Send"/>.</summary>
    public async Task<AcceptorAnswer> SendAsync(int node, AcceptorRequest request, CancellationToken cancellationToken)
    {
        var lane = Volatile.Read(ref _used[node]);
        try
        {
            // No longer than the batch may take: a lane that swallows what it is given must be seen to, and Orleans would wait for 30 s.
            var answer = await lane.Entrance.ProcessAsync(_terms, _layout.Nodes[node], BatchCodec.Encode(request, _layout)).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (answer.Batch is null) _isOver = true;
            if (answer.Forwarded) Doubt(node, lane);
            return BatchCodec.DecodeAnswer(answer.Batch ?? throw new InvalidOperationException($"'{lane.Node}' is of another cluster now."));
        }
        catch (Exception)
        {
            Avoid(node, lane);
            throw;
        }
    }

    /// <summary>See <see cref="Suspicion"/>: a node that is silent may be there all the same, behind a gateway that is not.</summary>
    public void OnSuspicion(Suspicion suspicion)
    {
        if (suspicion.Suspected && _layout.IndexOf(suspicion.Node) is var node) Avoid(node, Volatile.Read(ref _used[node]));
    }

    /// <summary>The way is longer than it might be: the lane was another node's from the beginning, or leads to another one now.</summary>
    private void Doubt(int node, Lane lane)
    {
        lock (_lock)
        {
            if (_own[node] == lane) _own[node] = null;
        }
        Search(afterPause: true);
    }

    /// <summary>Has a node tried by the next lane that is known.</summary>
    private void Avoid(int node, Lane lane)
    {
        lock (_lock)
        {
            if (_used[node] != lane) return;
            var from = _layout.IndexOf(lane.Node);
            for (var i = 1; i < _own.Length; i++)
            {
                if (_own[(from + i) % _own.Length] is not { } other) continue;
                Volatile.Write(ref _used[node], other);
                return;
            }
        }
        Search(afterPause: true);
    }

    /// <summary>Looks for the nodes that have no lane of their own or are not reached by it: by the lane that they had, and by some that were not tried.</summary>
    private void Search(bool afterPause)
    {
        lock (_lock)
        {
            if (!_search.IsCompleted || (afterPause && _time.GetElapsedTime(_searchedAt) < _pause)) return;
            _search = SearchAsync();
        }
    }

    private async Task SearchAsync()
    {
        var missing = Enumerable.Range(0, _own.Length).Where(node => _own[node] is not { } lane || _used[node] != lane).ToList();
        var known = missing.Select(node => _own[node]).OfType<Lane>().Select(lane => lane.Entrance);
        var fresh = Enumerable.Range(0, 2 * missing.Count).Select(_ => _client.GetGrain<INodeGrain>(_tried++ % LanesMax));
        await Task.WhenAll([.. known.Concat(fresh).Select(GreetAsync)]).ConfigureAwait(false);
        lock (_lock)
        {
            _searchedAt = _time.GetTimestamp();
            var isFound = missing.TrueForAll(node => _used[node] == _own[node]);
            _pause = isFound ? PauseMin : _pause * 2 < PauseMax ? _pause * 2 : PauseMax;
        }
    }

    private async Task GreetAsync(INodeGrain entrance)
    {
        try
        {
            Learn(entrance, await entrance.GreetAsync().WaitAsync(GreetingMax, _time).ConfigureAwait(false));
        }
        catch (Exception)
        {
            // It leads nowhere at present.
        }
    }

    private void Learn(INodeGrain entrance, Greeting greeting)
    {
        lock (_lock)
        {
            if (greeting.Terms != _terms) _isOver = true;
            if (_isOver) return;
            var index = _layout.IndexOf(greeting.Node);
            if (_used[index] == _own[index]) return;
            _own[index] = new Lane(entrance, greeting.Node);
            Volatile.Write(ref _used[index], _own[index]!);
        }
    }
}
