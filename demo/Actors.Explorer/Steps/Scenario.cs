using Actors.Explorer.Rules;
using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Steps;

/// <summary>One world of a step: a rule, what may go wrong, and what the step says of it.</summary>
public sealed class Scenario
{
    private readonly Lazy<StateGraph> _graph;

    public Scenario() => _graph = new Lazy<StateGraph>(() => Searcher.Graph(this, CancellationToken.None));

    /// <summary>Names it in links.</summary>
    public required string Key { get; init; }

    /// <summary>Names it on the page.</summary>
    public required string Name { get; init; }

    /// <summary>What to try or to see, in a sentence or two.</summary>
    public required string Hint { get; init; }

    /// <summary>What may go wrong here, in a sentence.</summary>
    public required string Weather { get; init; }

    /// <summary>The rule.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>What may go wrong here.</summary>
    public Faults Faults { get; init; }

    /// <summary>How the claim breaks; null if it holds.</summary>
    public VerdictKind? Breaks { get; init; }

    /// <summary>The rule that the search follows, where the visitor's has no bound that a search could reach; null if it is the same.</summary>
    public Protocol? SearchedProtocol { get; init; }

    /// <summary>The faults that the search tries; null if they are the same.</summary>
    public Faults? SearchedFaults { get; init; }

    /// <summary>What the search's bound is, to be said beside its result.</summary>
    public string? Bound { get; init; }

    /// <summary>The values that may be decided.</summary>
    public IReadOnlyList<string> Values { get; init; } = Choice.All;

    /// <summary>Which of the states that break the claim tell it best; null for all.</summary>
    public Func<World, bool>? Telling { get; init; }

    /// <summary>What is played instead of what a search finds; null to search.</summary>
    public Func<Run, CancellationToken, IReadOnlyList<Move>>? Script { get; init; }

    /// <summary>Whether the page shows which outcomes are still open.</summary>
    public bool ShowsValence { get; init; }

    /// <summary>Whether a search is behind <see cref="Report"/>, and not only a schedule that was written down.</summary>
    public bool IsSearched => Script is null || ShowsValence;

    /// <summary>All states, computed once; only for rules that are not open-ended. Takes a tenth of a second the first time.</summary>
    public StateGraph Graph => _graph.Value;

    /// <summary>Whether <see cref="Graph"/> answers at once.</summary>
    public bool HasGraph => _graph.IsValueCreated;

    /// <summary>What a search found that ran before this version was released: a test runs it again and compares.</summary>
    public Report Report => KnownReports.Of(this);

    /// <summary>Runs the search. Takes seconds.</summary>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public Report Search(CancellationToken cancellationToken) => Searcher.Search(this, cancellationToken);

    public Run Begin() => Run.Begin(World.Begin(Protocol, Faults));

    /// <summary>A run as a link describes it, as far as it makes sense.</summary>
    public Run Replay(IEnumerable<Move> moves) => Run.Replay(World.Begin(Protocol, Faults), moves);

    /// <summary>How a world of this scenario stands.</summary>
    public Verdict Judge(World world) => Assessor.Judge(this, world);
}
