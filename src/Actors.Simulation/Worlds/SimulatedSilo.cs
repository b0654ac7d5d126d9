using Actors.Engine;
using Actors.Engine.Tables;
using Actors.Paxos;
using Actors.Simulation.Checkers;

namespace Actors.Simulation.Worlds;

/// <summary>
/// A silo that changes the membership table, as Orleans would have it: reads the latest version, changes one row, and makes that the next version
/// unless somebody else was quicker. What it asks for it asks again under the same proposal id until it is answered or too much time has passed;
/// then it does not know, and begins with reading.
/// </summary>
internal sealed class SimulatedSilo
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly World _world;
    private readonly TableChecker _checker;
    private readonly int _number;
    private readonly SimulatedNode _node;
    private readonly SeededRandom _random;
    private VersionedTable<int, Cell> _known = VersionedTable<int, Cell>.Empty;
    private VersionedTable<int, Cell> _earlier = VersionedTable<int, Cell>.Empty;
    private ProposerHost? _host;

    public SimulatedSilo(World world, TableChecker checker, int number)
    {
        (_world, _checker, _number, _node) = (world, checker, number, world.Nodes[number % world.Nodes.Count]);
        _random = world.Plan.Stream($"silo {number}");
        Rest();
    }

    private void Rest() => _world.Events.After(_random.Spread(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(300)), Act);

    private void Act()
    {
        if (_world.Healed) return;
        if (!_node.Up)
        {
            Rest();
            return;
        }
        // What a silo knows is gone with its node.
        if (_host is not { Alive: true }) (_known, _earlier) = (VersionedTable<int, Cell>.Empty, VersionedTable<int, Cell>.Empty);
        _host = _node.Proposers[0];
        Search(new VersionSearch(_known.Version), _known, _checker.OnReadBegins());
    }

    private void Search(VersionSearch search, VersionedTable<int, Cell> latest, int told)
    {
        if (search.Next is not { } version)
        {
            _checker.OnRead(latest.Version, told);
            Change(latest);
            return;
        }
        Ask(version, null, winner =>
        {
            var table = winner is null ? null : Learn(winner, version);
            search.OnRead(table is not null);
            Search(search, table ?? latest, told);
        });
    }

    private void Change(VersionedTable<int, Cell> read)
    {
        var change = _checker.NewChange();
        var key = _random.Chance(0.7) ? _number : _random.Next(_world.Plan.Silos);
        var rows = _world.Boundary.RowsOf(_earlier, _known) with { Version = _known.Version };
        _earlier = _known;
        var next = !_known.Precedes(read.Version + 1, read.ETag) ? null
            : rows.Find(key) is { } row ? rows.Replace(key, VersionedTable<int, Cell>.ETagOf(row.ChangedAt), at => new Cell(key, change, at))
            : rows.Insert(key, at => new Cell(key, change, at));
        if (next is null)
        {
            _checker.OnTold(change, read.Version + 1, won: false);
            Rest();
            return;
        }
        var version = _world.Boundary.VersionOf(next.Version);
        var proposal = new Proposal(new ProposalId(_random.NextGuid()), Cell.Encode(next));
        Ask(version, proposal, winner =>
        {
            Learn(winner!, version);
            _checker.OnTold(change, version, won: winner == proposal);
            if (winner != proposal) _world.Statistics.VersionsLost++;
            Rest();
        });
    }

    private VersionedTable<int, Cell> Learn(Proposal winner, int version)
    {
        var table = Cell.Decode(winner.Value, version);
        _checker.OnDecided(table);
        if (version > _known.Version) _known = table;
        return table;
    }

    private void Ask(int version, Proposal? proposal, Action<Proposal?> then)
    {
        var key = new RegisterKey($"table/{version}");
        if (proposal is not null) _world.Monitor.OnProposed(key, proposal);
        var (over, deadline) = (false, _world.Now + Patience);
        _world.Events.At(deadline, () =>
        {
            if (over) return;
            over = true;
            Rest();
        });
        Send(proposal);

        void Send(Proposal? asked)
        {
            var host = _host!;
            var caller = new Answer(OnOutcome);
            if (asked is null) host.Read(caller, key, Patience);
            else host.Propose(caller, key, asked, Patience);
        }

        void OnOutcome(Outcome outcome)
        {
            if (over || !_host!.Alive) return;
            if (outcome.Kind is not (OutcomeKind.Decided or OutcomeKind.Undecided))
            {
                if (proposal is not null) proposal = Repeat(key, proposal);
                Send(proposal);
                return;
            }
            over = true;
            if (outcome.Proposal is { } winner) _world.Monitor.OnLearned(key, winner);
            then(outcome.Proposal);
        }
    }

    private Proposal Repeat(RegisterKey key, Proposal proposal)
    {
        var again = _world.Boundary.OnRepeat(proposal, _random);
        if (again != proposal) _world.Monitor.OnProposed(key, again);
        return again;
    }

    private sealed class Answer(Action<Outcome> then) : Caller
    {
        public override void Complete(Outcome outcome) => then(outcome);
    }
}
