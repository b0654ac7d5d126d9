using System.Globalization;
using Actors.Demo;
using Actors.Pages.Seats;
using Microsoft.AspNetCore.Components;

namespace Actors.Pages.Desk;

/// <summary>Many races in a row, each checked, with a tally.</summary>
public sealed partial class HundredRaces
{
    private const int Races = 100, UnansweredMax = 2;

    private readonly List<OrderState?> _ends = [];
    private CancellationTokenSource? _run;
    private RaceTally _tally = RaceTally.None;
    private string? _notice;

    [Inject]
    private ISeats Seats { get; set; } = null!;

    [Inject]
    private AnyNode Anywhere { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private OrderHistory History { get; set; } = null!;

    /// <summary>Who cancels.</summary>
    [Parameter, EditorRequired]
    public required Person Customer { get; set; }

    /// <summary>Who ships.</summary>
    [Parameter, EditorRequired]
    public required Person Warehouse { get; set; }

    public void Dispose() => _run?.Cancel();

    private async Task RunAsync()
    {
        using var run = _run = new CancellationTokenSource();
        (_tally, _notice) = (RaceTally.None, null);
        _ends.Clear();
        try
        {
            var name = $"race-{OrderDraft.NewId()}";
            for (var i = 1; i <= Races && !run.IsCancellationRequested; i++)
            {
                await RaceAsync($"{name}-{i}", run.Token);
                StateHasChanged();
                if (_tally.Unanswered <= UnansweredMax) continue;
                _notice = "Stopped: nobody is told anything. Too few nodes reach each other; start one, and race again.";
                break;
            }
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            // Enough seen.
        }
        catch (RegisterException exception)
        {
            _notice = DeskWords.Failure(exception);
        }
        finally
        {
            _run = null;
        }
    }

    private async Task RaceAsync(string id, CancellationToken cancellationToken)
    {
        var order = new Order(id, "Ada", [new OrderItem("book", 1)]);
        await Anywhere.AskAsync((registers, ended) => new OrderDesk(registers, Time, History).PlaceAsync(order, ended), cancellationToken);
        // Whoever's node is stopped meanwhile goes to another one.
        var customer = Seats.Near(Customer.Wanted, Warehouse.Wanted);
        var warehouse = Seats.Near(Warehouse.Wanted, customer);
        var report = await new OrderRace(Desk(customer), Desk(warehouse), [.. Seats.Running().Select(Desk)]).RunAsync(id, cancellationToken);
        _tally = _tally.With(report);
        _ends.Add(report.Disagrees ? null : report.Outcome?.State ?? OrderState.Pending);
    }

    private OrderDesk Desk(string node) => new(Seats.At(node), Time, History);

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
