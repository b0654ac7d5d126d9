using Actors.Pages.Desk;
using Actors.Pages.Diagrams;
using Actors.Paxos;
using Actors.Registers;
using Actors.Rounds;

namespace Actors.Pages.Rounds;

/// <summary>Draws what happened to a register: a column for each proposer that proposed and for each acceptor, a row for each arrival.</summary>
internal sealed class RoundDiagram
{
    /// <summary>How many arrivals are drawn: the latest ones. Without a quorum those who wait ask again and again.</summary>
    public const int RowsMax = 80;

    private const double AfterRow = 0.25, LostAfter = 1.2;

    private readonly RoundStory _story;
    private readonly RoundWords _words = new();
    private readonly IReadOnlyList<string> _acceptors;
    private readonly List<string> _proposers;
    private readonly HashSet<string> _callers;
    private readonly double[] _rows;
    private readonly List<DiagramMark> _marks = [];
    private readonly List<(int Lane, double Row, Tone Tone)> _held = [];
    private readonly Dictionary<int, int> _unanswered = [];
    private readonly int _from;
    private double _row;

    private RoundDiagram(RoundStory story, IReadOnlyList<string> acceptors)
    {
        (_story, _acceptors) = (story, acceptors);
        _proposers = [.. story.Moments.Select(moment => moment.Event).Where(item => item is { Step: RoundStep.Sent, Message.Kind: <= RoundMessageKind.Accept })
            .Select(item => item.Message!.From).Distinct().Order(StringComparer.Ordinal)];
        _callers = [.. story.Moments.Select(moment => moment.Event).Where(item => item is { Step: RoundStep.Asked, Value: not null }).Select(item => item.Node)];
        _rows = new double[story.Moments.Count];
        _from = _rows.Length;
        for (var arrivals = 0; _from > 0 && arrivals < RowsMax; _from--)
            if (IsArrival(story.Moments[_from - 1])) arrivals++;
    }

    /// <summary>Null while nobody has proposed anything.</summary>
    /// <param name="story">What happened.</param>
    /// <param name="acceptors">The nodes that keep the register.</param>
    /// <param name="who">Who proposes through a node.</param>
    public static SpaceTime? Of(RoundStory story, IReadOnlyList<string> acceptors, Func<string, string> who)
    {
        var diagram = new RoundDiagram(story, acceptors);
        return diagram._proposers.Count == 0 ? null : diagram.Draw(who);
    }

    /// <summary>Whether a moment belongs to the contest; what merely looks is left out, and there is much of it.</summary>
    public static bool IsShown(RoundMoment moment) =>
        moment.Event.Message?.Kind is RoundMessageKind.FastAccept or RoundMessageKind.Prepare or RoundMessageKind.Accept or RoundMessageKind.Learn
            or RoundMessageKind.Promise or RoundMessageKind.Accepted or RoundMessageKind.Nack or RoundMessageKind.Chosen;

    /// <summary>How many messages have arrived, drawn or not.</summary>
    public static int Arrivals(RoundStory story) => story.Moments.Count(IsArrival);

    private static bool IsArrival(RoundMoment moment) => moment is { Event.Step: RoundStep.Received, SentAt: not null } && IsShown(moment);

    private SpaceTime Draw(Func<string, string> who)
    {
        for (var i = 0; i < _rows.Length; i++) Place(i);
        for (var i = 0; i < _rows.Length; i++) Hold(i);
        // Whoever reads may have to finish what others have begun.
        var lanes = _proposers.Select(node => ClientName.Is(node) ? RoundWords.NameOf(node) : _callers.Contains(node) ? who(node) : $"{node} looks").Select(name => new DiagramLane(name, DeskWords.Brief(name)))
            .Concat(_acceptors.Select(node => new DiagramLane($"{node} remembers{(_story.Silent.ContainsKey(node) ? " ✕" : "")}", $"{node}{(_story.Silent.ContainsKey(node) ? " ✕" : "")}")));
        return new SpaceTime([.. lanes], [.. Arrows()], _marks, [.. Spans()], _row + 1);
    }

    private int LaneOf(string acceptor) => _proposers.Count + _acceptors.TakeWhile(node => node != acceptor).Count();

    private bool IsDrawn(RoundMoment moment) => IsShown(moment) && _proposers.Contains(moment.Event.Message!.Proposer);

    private void Place(int i)
    {
        var moment = _story.Moments[i];
        if (i < _from) return;
        if (moment.Event.Step is RoundStep.Asked or RoundStep.Told) Mark(moment.Event);
        else if (IsArrival(moment) && IsDrawn(moment)) _row++;
        _rows[i] = moment.Event.Step == RoundStep.Sent ? _row + AfterRow : _row;
    }

    /// <summary>A caller who proposes, and what the first one was told there; later ones are told the same.</summary>
    private void Mark(RoundEvent call)
    {
        var lane = _proposers.IndexOf(call.Node);
        if (lane < 0 || _marks.Exists(mark => mark.Lane == lane && mark.Kind == MarkKind.Decide)) return;
        if (call is { Step: RoundStep.Asked, Value: { } wish })
        {
            // Two who ask at the same moment need not be a row apart.
            if (_row == 0) _row = 1;
            _unanswered[lane] = _unanswered.GetValueOrDefault(lane) + 1;
            _marks.Add(new DiagramMark(lane, _row, MarkKind.Act, $"{RoundWords.Of(wish)}!", _words.ToneOf(wish)));
        }
        else if (call is { Step: RoundStep.Told, Outcome: OutcomeKind.Decided, Value: { } value })
        {
            _marks.Add(new DiagramMark(lane, ++_row, MarkKind.Decide, RoundWords.Of(value), _words.ToneOf(value)));
            _held.Add((lane, _row, _words.ToneOf(value)));
            // Room for its label.
            _row += 0.6;
        }
        else if (call is { Step: RoundStep.Told, Outcome: OutcomeKind.NoQuorum or OutcomeKind.Unknown } && _unanswered.GetValueOrDefault(lane) > 0)
        {
            _unanswered[lane]--;
            _marks.Add(new DiagramMark(lane, ++_row, MarkKind.Act, call.Outcome == OutcomeKind.NoQuorum ? "no quorum" : "unknown", Tone.Bad));
        }
    }

    /// <summary>What an acceptor holds from a moment on.</summary>
    private void Hold(int i)
    {
        if (_story.Moments[i].Event is not { Message: { } message } item) return;
        var value = item.Step switch
        {
            RoundStep.Received when message.Kind == RoundMessageKind.Learn => message.Value,
            RoundStep.Sent when message.Kind == RoundMessageKind.Accepted => AcceptedBefore(i, message),
            _ => null,
        };
        if (value is not null) _held.Add((LaneOf(message.Acceptor), _rows[i], _words.ToneOf(value)));
    }

    private RoundValue? AcceptedBefore(int i, RoundMessage reply)
    {
        for (i--; i >= 0; i--)
            if (_story.Moments[i].Event is { Step: RoundStep.Received, Message: { Kind: RoundMessageKind.FastAccept or RoundMessageKind.Accept } asked }
                && asked.From == reply.To && asked.To == reply.From && asked.Ballot == reply.Ballot)
                return asked.Value;
        return null;
    }

    private IEnumerable<DiagramArrow> Arrows()
    {
        for (var i = 0; i < _rows.Length; i++)
        {
            var moment = _story.Moments[i];
            if (i < _from && !(moment.ReceivedAt >= _from)) continue;
            if (moment.Event.Step != RoundStep.Sent || !IsDrawn(moment)) continue;
            var message = moment.Event.Message!;
            var (proposer, acceptor) = (_proposers.IndexOf(message.Proposer), LaneOf(message.Acceptor));
            var (from, to) = message.IsReply ? (acceptor, proposer) : (proposer, acceptor);
            var lost = moment.ReceivedAt is null && moment.GivenUpAt is not null;
            double? ended = moment.ReceivedAt is { } place ? _rows[place] : lost ? Math.Min(_rows[i] + LostAfter, _row + 1) : null;
            yield return new DiagramArrow(from, _rows[i], to, ended, RoundWords.Of(message), _words.ToneOf(message),
                lost ? ArrowFate.Lost : ended is null ? ArrowFate.UnderWay : ArrowFate.Arrived, message.IsFast);
        }
    }

    private IEnumerable<DiagramSpan> Spans()
    {
        for (var lane = 0; lane < _proposers.Count + _acceptors.Count; lane++)
        {
            var (from, tone) = (0d, Tone.Neutral);
            foreach (var held in _held.Where(held => held.Lane == lane && held.Tone != Tone.Neutral).OrderBy(held => held.Row))
            {
                if (held.Tone == tone) continue;
                yield return new DiagramSpan(lane, from, held.Row, tone);
                (from, tone) = (held.Row, held.Tone);
            }
            yield return new DiagramSpan(lane, from, _row + 0.6, tone, lane >= _proposers.Count && _story.Silent.ContainsKey(_acceptors[lane - _proposers.Count]));
        }
    }
}
