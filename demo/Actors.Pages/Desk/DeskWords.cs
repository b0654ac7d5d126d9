using System.Globalization;
using Actors.Demo;
using Actors.Pages.Diagrams;
using Actors.Pages.Rounds;
using Actors.Rounds;

namespace Actors.Pages.Desk;

/// <summary>What is said at the desk.</summary>
internal static class DeskWords
{
    public static Tone ToneOf(OrderState? state) => state switch
    {
        OrderState.Cancelled => Tone.First,
        OrderState.Shipped => Tone.Second,
        _ => Tone.Neutral,
    };

    public static string CssOf(OrderState? state) => $"tone-{ToneOf(state).ToString().ToLowerInvariant()}";

    public static string Of(OrderState? state) => state switch
    {
        OrderState.Cancelled => "cancelled",
        OrderState.Shipped => "shipped",
        _ => "open",
    };

    /// <summary>What was ordered.</summary>
    public static string Goods(Order order) =>
        string.Join(", ", order.Items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Quantity:N0} × {item.Sku}")));

    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>A sign beside the colour.</summary>
    public static string SignOf(OrderState? state) => state switch
    {
        OrderState.Cancelled => "✕",
        OrderState.Shipped => "➜",
        _ => "…",
    };

    public static string CssOf(OrderEventKind kind) => CssOf(StateAfter(kind));

    public static string Of(OrderEventKind kind) => kind == OrderEventKind.Placed ? "placed" : Of(StateAfter(kind));

    /// <inheritdoc cref="SignOf(OrderState?)"/>
    public static string SignOf(OrderEventKind kind) => kind == OrderEventKind.Placed ? "+" : SignOf(StateAfter(kind));

    /// <summary>What somebody at a node was told who asked for a state.</summary>
    public static string Answer(DeskAnswer answer, OrderState asked, string node) => answer.Kind switch
    {
        DeskAnswerKind.Settled when answer.Outcome!.State == asked => $"Done: the order is {Of(asked)}.",
        DeskAnswerKind.Settled => $"Too late: the order is {Of(answer.Outcome!.State)}.",
        DeskAnswerKind.NoQuorum => $"No quorum: {node} reaches too few nodes to be sure, so it does not guess. {MayYet}",
        DeskAnswerKind.Unknown => $"Outcome unknown: time ran out before {node} had an answer. {MayYet}",
        _ => "There is no such order.",
    };

    /// <summary>Why something that the page goes on asking for is not known yet.</summary>
    public static string Problem(RegisterException exception) => exception is NoQuorumException
        ? $"{NoQuorum} Start a node again; this page will notice."
        : TryAgain;

    /// <summary>Why something that was asked for once may not have happened.</summary>
    public static string Failure(RegisterException exception) => exception is NoQuorumException
        ? $"{NoQuorum} Start a node again, or heal one, and try once more: asking twice is harmless."
        : TryAgain;

    /// <summary>Who asked at a node, for the diagram. What was proposed there tells: people may sit elsewhere by now, or have pressed on another page.</summary>
    public static string Who(RoundStory story, string node)
    {
        var wishes = story.Moments.Select(moment => moment.Event).Where(item => item.Node == node && item is { Step: RoundStep.Asked, Value: not null })
            .Select(item => RoundWords.StateOf(item.Value!)).ToHashSet();
        return (wishes.Contains(OrderState.Cancelled), wishes.Contains(OrderState.Shipped)) switch
        {
            (true, true) => $"Both, {node}",
            (true, _) => $"Customer, {node}",
            (_, true) => $"Warehouse, {node}",
            _ => $"{node} asks",
        };
    }

    /// <summary>What all who took part in a race were told.</summary>
    public static string Verdict(RaceReport race) => race switch
    {
        { Disagrees: true } => "Two of them were told different things. This must never happen: please report it.",
        { Outcome: null } => "Nobody was told anything. The order stays open until enough nodes are back; then ask again.",
        { Customer.Outcome: null } or { Warehouse.Outcome: null } =>
            $"One of them got no answer, the other was told: {Of(race.Outcome.State)}. {Looks(race)}",
        _ => $"Both were told the same: {Of(race.Outcome.State)}. {Looks(race)}",
    };

    /// <summary>Somebody's name where there is little room, as in the explorer.</summary>
    public static string Brief(string who) => who.Replace("Customer", "Cust.", StringComparison.Ordinal).Replace("Warehouse", "Ware.", StringComparison.Ordinal);

    private const string NoQuorum = "No quorum: too few nodes answer, so nobody can be sure of anything.";

    private const string TryAgain = "Outcome unknown: time ran out before there was an answer. Try again: asking twice is harmless.";

    private const string MayYet = "What was asked for may yet come true: ask again, it is harmless.";

    private static OrderState? StateAfter(OrderEventKind kind) => kind switch
    {
        OrderEventKind.Cancelled => OrderState.Cancelled,
        OrderEventKind.Shipped => OrderState.Shipped,
        _ => null,
    };

    private static string Looks(RaceReport race) =>
        race.Seen == race.Witnesses.Count
            ? $"Asked again afterwards, {race.Seen switch { 1 => "the node that runs says", 2 => "both nodes that run say", var all => $"all {all} nodes say" }} so too."
            : $"Asked again afterwards, {race.Seen} of {race.Witnesses.Count} nodes say so too; the others say nothing.";
}
