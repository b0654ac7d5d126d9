using Actors.Engine;
using Actors.Engine.Tables;
using Actors.Paxos;
using Actors.Simulation.Checkers;

namespace Actors.Simulation.Worlds;

/// <summary>
/// A silo that changes the membership table, as Orleans would have it: reads the latest version, changes one row, and makes that the next version
/// unless somebody else was quicker; old versions it has the acceptor of its node forget. What it asks for it asks again under the same proposal id until
/// it is answered or too much time has passed; then it does not know, and begins with reading.
/// </summary>
internal sealed class SimulatedSilo
{
    private const string Table = "table";

    private readonly World _world;
    private readonly TableChecker _checker;
    private readonly int _number;
    private readonly SimulatedNode _node;
    private readonly SeededRandom _random;
    private VersionLog<VersionedTable<int, Cell>> _log;
    private VersionedTable<int, Cell> _earlier = VersionedTable<int, Cell>.Empty;
    private ProposerHost? _host;

    public SimulatedSilo(World world, TableChecker checker, int number)
    {
        (_world, _checker, _number, _node) = (world, checker, number, world.Nodes[number % world.Nodes.Count]);
        _random = world.Plan.Stream($"silo {number}");
        _log = NewLog();
        Rest();
    }

    /// <summary>Whether it has found the latest version once more since everything healed.</summary>
    public bool HasLooked { get; private set; }

    public static bool IsOfTable(RegisterKey key) => SlotKey.TryParse(key, out var slot) && slot.Log == Table;

    // While faults last it often gives up; afterwards it has the patience of the product, for a slow cluster is no broken one.
    private TimeSpan Patience => TimeSpan.FromSeconds(_world.Healed ? 5 : 1);

    private void Rest() => _world.Events.After(_random.Spread(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(300)), Act);

    private void Act()
    {
        if (HasLooked) return;
        if (!_node.Up)
        {
            Rest();
            return;
        }
        // What a silo knows is gone with its node.
        if (_host is not { Alive: true }) (_log, _earlier) = (NewLog(), VersionedTable<int, Cell>.Empty);
        _host = _node.ForMembership!;
        Search(_log.BeginSearch(), _log.Known, _checker.OnReadBegins());
    }

    private void Search(VersionSearch search, VersionedTable<int, Cell> latest, int told)
    {
        if (search.Next is not { } version)
        {
            _checker.OnRead(latest.Version, told);
            Forget();
            if (_world.Healed) HasLooked = true;
            else Change(latest);
            return;
        }
        Ask(version, null, winner => Search(search, _log.OnRead(search, _world.Boundary.OnVersion(winner)) ?? latest, told));
    }

    private void Change(VersionedTable<int, Cell> read)
    {
        var change = _checker.NewChange();
        var key = _random.Chance(0.7) ? _number : _random.Next(_world.Plan.Silos);
        var known = _log.Known;
        var rows = _world.Boundary.RowsOf(_earlier, known) with { Version = known.Version };
        _earlier = known;
        var next = !known.Precedes(read.Version + 1, read.ETag) ? null
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
            // Where the version has been forgotten meanwhile it does not know either.
            if (_world.Boundary.OnAppended(_log.OnProposed(version, proposal, winner!)) is { } won)
            {
                _checker.OnTold(change, version, won);
                if (!won) _world.Statistics.VersionsLost++;
            }
            Forget();
            Rest();
        });
    }

    private void Forget()
    {
        if (!_host!.Alive || _log.TryForget() is not { } first) return;
        var below = _world.Boundary.Forgets(first);
        _world.Statistics.TableTrims++;
        _world.Trimming.OnTrim(_node, below);
        _node.Acceptors?.Trim(below);
    }

    private VersionLog<VersionedTable<int, Cell>> NewLog() =>
        new(Table, VersionedTable<int, Cell>.Empty, Decode, _world.Plan.VersionsKept, 2 * _world.Plan.VersionsKept);

    private VersionedTable<int, Cell> Decode(RegisterValue value, int version)
    {
        var table = Cell.Decode(value, version);
        _checker.OnDecided(table);
        return table;
    }

    private void Ask(int version, Proposal? proposal, Action<Proposal?> then)
    {
        var key = _log.SlotOf(version).Key;
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
            // A node gives up before the silo does, which then asks again.
            if (asked is null) host.Read(caller, key, Patience / 2);
            else host.Propose(caller, key, asked, Patience / 2);
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
            if (outcome.Proposal == TrimmedSlot.Proposal) _world.Statistics.TableTrimmed++;
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
