using Actors.Engine;
using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>
/// What a node does around its <see cref="AcceptorEngine"/>: what arrives while it is at work is done together afterwards, and nothing is answered
/// before the disk is done or while the node may not vote. Lives until its node crashes.
/// </summary>
internal sealed class AcceptorHost
{
    private static readonly TimeSpan SlowWrite = TimeSpan.FromMilliseconds(100);

    private readonly World _world;
    private readonly SimulatedNode _node;
    private readonly AcceptorEngine _engine;
    private readonly Queue<Rpc> _inbox = new();
    private readonly Queue<RegisterMessage> _trims = new();
    private bool _busy;

    public AcceptorHost(World world, SimulatedNode node, StoreMark start) =>
        (_world, _node, _engine) = (world, node, new AcceptorEngine(node.Store, start, world.Boundary.Handle));

    /// <summary>Why it does not vote, null if it does.</summary>
    public string? RefusesBecause => _engine.RefusesBecause;

    public void Receive(Rpc rpc)
    {
        var isOurs = rpc.Fingerprint == _world.FingerprintOf(_node);
        if (isOurs) _node.Note(rpc.Request.Heard, rpc.Known);
        if (!isOurs || !_node.Starting!.Admits(rpc.Messages))
        {
            Refuse([rpc]);
            return;
        }
        _inbox.Enqueue(rpc);
        Drain();
    }

    /// <summary>Somebody has a log forgotten below a slot, and does not wait for the reply.</summary>
    public void Trim(SlotKey below)
    {
        var message = new RegisterMessage(below.Key, new Trim());
        if (!_node.Starting!.Admits([message])) return;
        _trims.Enqueue(message);
        Drain();
    }

    /// <summary>Compares the store with what others have seen of it, and stores what is to be learned. Not a vote.</summary>
    /// <returns>Whether it could be looked at, and how far it has come unless it is behind; null if not, or if the node has just crashed.</returns>
    public StoreMark? Look(StoreMark seen, params RegisterMessage[] learn)
    {
        try
        {
            return _engine.Process(learn, _world.Boundary.Seen(seen)).Mark;
        }
        catch (CrashException)
        {
            _node.Crash("in the middle of a write");
            return null;
        }
        catch (StoreBehindException exception)
        {
            _world.Trace?.Add(_world.Now, _node.Index, $"refuses: {exception.Message}");
            return default(StoreMark);
        }
        catch (StoreException)
        {
            return null;
        }
        finally
        {
            // It is quick: only the work of batches takes time.
            _node.Disk.TakeBusy();
        }
    }

    /// <summary>Has the store note something durably. Not a vote.</summary>
    /// <returns>Whether it has; false if it is behind, null if it failed and may be asked again, or if the node has just crashed.</returns>
    public bool? Note(RegisterKey key, Proposal value)
    {
        try
        {
            _engine.Note(key, value);
            return true;
        }
        catch (CrashException)
        {
            _node.Crash("in the middle of a note");
            return null;
        }
        catch (StoreBehindException)
        {
            return false;
        }
        catch (StoreException)
        {
            return null;
        }
        finally
        {
            _node.Disk.TakeBusy();
        }
    }

    private bool IsOver => _node.Acceptors != this;

    private void Drain()
    {
        if (_busy || _inbox.Count + _trims.Count == 0 || IsOver) return;
        Rpc[] work = [.. _inbox];
        RegisterMessage[] trims = [.. _trims];
        _inbox.Clear();
        _trims.Clear();
        _busy = true;
        var result = Process([.. work.SelectMany(rpc => rpc.Messages), .. trims], work.Select(rpc => rpc.Request.Seen).Aggregate(default(StoreMark), StoreMark.Join));
        if (IsOver) return;
        var busy = _node.Disk.TakeBusy();
        if (busy > SlowWrite) _world.Quorums.OnTrouble(_node.Index, _world.Now + busy);
        _node.After(busy, () =>
        {
            if (result is null) Refuse(work);
            else Answer(work, result);
            _busy = false;
            Drain();
        });
    }

    private AcceptorResult? Process(RegisterMessage[] messages, StoreMark seen)
    {
        try
        {
            var result = _engine.Process(messages, _world.Boundary.Seen(seen));
            foreach (var violation in result.Violations) _world.Report("Invariant", violation);
            return result;
        }
        catch (CrashException)
        {
            _node.Crash("in the middle of a write");
        }
        catch (StoreException exception)
        {
            _world.Trace?.Add(_world.Now, _node.Index, $"answers nothing: {exception.Message}");
        }
        return null;
    }

    private void Answer(Rpc[] work, AcceptorResult result)
    {
        _node.Note(_node.Name, result.Mark);
        var next = 0;
        foreach (var rpc in work)
        {
            var replies = new AcceptorReply[rpc.Messages.Count];
            for (var i = 0; i < replies.Length; i++)
            {
                replies[i] = result.Replies[next++];
                _world.Monitor.OnReply(_node.Index, rpc.Messages[i], replies[i], _node.Disk.Durable(rpc.Messages[i].Key));
                _world.Trace?.Add(_world.Now, _node.Index, $"{rpc.Messages[i].Key} ← {rpc.Host.Node.Name} {Checkers.Name.Of(replies[i])}");
            }
            if (_world.Forgetting.MustNotAnswer(_node, rpc.Messages)) _world.Monitor.OnForgetfulVote(_node.Name, rpc.Messages);
            _node.Starting!.OnAnswered(rpc.Messages);
            _world.SendReplies(_node, rpc, new AcceptorAnswer(result.Mark, [], replies));
        }
        foreach (var (key, proposal) in result.Chosen)
        {
            _world.Monitor.OnLearned(key, proposal);
            foreach (var proposer in _node.Hosts.ToArray()) proposer.OnChosen(key, proposal);
        }
    }

    private void Refuse(Rpc[] work)
    {
        _world.Quorums.OnTrouble(_node.Index, _world.Now);
        foreach (var rpc in work) _world.Send(_node, rpc.Host.Node, () => rpc.Host.OnFailure(rpc));
    }
}
