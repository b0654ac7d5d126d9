using System.IO.Hashing;
using Actors.Paxos;
using Actors.Simulation.Checkers;

namespace Actors.Simulation.Exploration;

/// <summary>
/// Tells whether two small worlds are alike: a hash of all that matters for what can still happen. Acceptors are interchangeable, so all
/// that belongs to one acceptor is encoded together, and the acceptors are put in order.
/// </summary>
internal sealed class StateCode
{
    private readonly List<byte> _code = new(256);
    private readonly List<byte[]> _columns = [];
    private readonly List<byte[]> _parts = [];

    public UInt128 Of(SmallWorld world)
    {
        _columns.Clear();
        for (var acceptor = 0; acceptor < world.Acceptors.Length; acceptor++) _columns.Add(Column(world, acceptor));
        _columns.Sort(Compare);
        _parts.Clear();
        foreach (var sent in world.Messages) _parts.Add(Part(() => AddSent(sent)));
        _code.Clear();
        AddSorted();
        foreach (var column in _columns) Add(column);
        for (var p = 0; p < world.Proposers.Length; p++)
        {
            var proposer = world.Proposers[p];
            var (highest, candidate, _) = proposer.Memory;
            _code.Add((byte)proposer.Phase);
            Add(proposer.Ballot);
            // Only the round of the highest ballot seen counts, and the candidate only while it is being accepted.
            _code.Add((byte)highest.Round);
            Add(proposer.Phase is ProposerPhase.FastAccepting or ProposerPhase.Accepting ? candidate : null);
            _code.Add(world.Lives[p]);
            _code.Add(world.RoundsLeft[p]);
            Add(world.Decided[p]);
        }
        _code.Add(world.CrashesLeft);
        Add(world.Value);
        return XxHash128.HashToUInt128(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_code));
    }

    private byte[] Column(SmallWorld world, int acceptor)
    {
        _parts.Clear();
        foreach (var answer in world.Answers)
            if (answer.Acceptor == acceptor)
                _parts.Add(Part(() =>
                {
                    _code.Add((byte)answer.Proposer);
                    Add(answer.Reply);
                }));
        return Part(() =>
        {
            Add(world.Disks[acceptor]);
            Add(world.Acceptors[acceptor]);
            foreach (var proposer in world.Proposers)
            {
                // Once it is done, or has lost its round, it never looks at them again.
                var open = proposer.Phase is not (ProposerPhase.Done or ProposerPhase.Lost);
                Add(open ? proposer.Memory.Replies[acceptor] : null);
            }
            AddSorted();
        });
    }

    private byte[] Part(Action add)
    {
        _code.Clear();
        add();
        return [.. _code];
    }

    private void AddSorted()
    {
        _parts.Sort(Compare);
        _code.Add((byte)_parts.Count);
        foreach (var part in _parts) Add(part);
    }

    private void AddSent(SmallWorld.Sent sent)
    {
        _code.Add((byte)sent.Proposer);
        _code.Add(sent.Life);
        switch (sent.Message)
        {
            case Prepare prepare: _code.Add(1); Add(prepare.Ballot); break;
            case Accept accept: _code.Add(2); Add(accept.Ballot); Add(accept.Proposal); break;
            case Learn learn: _code.Add(3); Add(learn.Proposal); break;
        }
    }

    private void Add(AcceptorReply? reply)
    {
        switch (reply)
        {
            case null: _code.Add(0); break;
            case Promise promise: _code.Add(1); Add(promise.Ballot); Add(promise.Accepted); break;
            case Accepted accepted: _code.Add(2); Add(accepted.Ballot); break;
            case Nack nack: _code.Add(3); Add(nack.Ballot); _code.Add((byte)nack.Promised.Round); Add(nack.Pair); break;
            case Chosen chosen: _code.Add(4); Add(chosen.Proposal); break;
            default: throw new InvalidOperationException($"No {reply.GetType().Name} in a small world.");
        }
    }

    private void Add(AcceptorState state)
    {
        Add(state.Chosen);
        // Once it knows the decision, an acceptor answers nothing else.
        if (state.Chosen is not null) return;
        Add(state.Promised);
        Add(state.Accepted);
    }

    private void Add(AcceptedPair? pair)
    {
        Add(pair?.Proposal);
        if (pair is not null) Add(pair.Ballot);
    }

    private void Add(Proposal? proposal) => _code.Add(proposal is null ? (byte)0 : byte.Parse(Name.Of(proposal).AsSpan(1)));

    private void Add(Ballot ballot)
    {
        _code.Add((byte)ballot.Round);
        if (!ballot.IsFast) _code.Add((byte)((ballot.Proposer.Incarnation << 4) + ballot.Proposer.Node[^1] - '0'));
    }

    private void Add(byte[] part)
    {
        _code.Add((byte)part.Length);
        _code.AddRange(part);
    }

    private static int Compare(byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right);
}
