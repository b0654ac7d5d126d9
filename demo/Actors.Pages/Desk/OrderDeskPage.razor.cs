using Actors.Demo;
using Actors.Pages.Cluster;
using Actors.Pages.Seats;
using Actors.Paxos;
using Microsoft.AspNetCore.Components;

namespace Actors.Pages.Desk;

/// <summary>The order desk: one order, two people who race for it at two nodes. The address names the order.</summary>
public sealed partial class OrderDeskPage
{
    private static readonly TimeSpan FilmReadyWithin = TimeSpan.FromSeconds(1);

    private Person _customer = null!, _warehouse = null!;
    private OrderDraft _draft = new();
    private string? _id, _problem, _refusal;
    private Order? _order;
    private OrderOutcome? _outcome;
    private RaceReport? _race;
    private bool _isMissing, _isRacing, _lacksQuorum;

    [Inject]
    private INodeSwitches Switches { get; set; } = null!;

    [Inject]
    private OrderHistory History { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The order that is shown; null to write one.</summary>
    [SupplyParameterFromQuery(Name = "order")]
    public string? OrderId { get; set; }

    private string CustomerNode => Seats.Near(_customer.Wanted, _warehouse.Wanted);

    private string WarehouseNode => Seats.Near(_warehouse.Wanted, CustomerNode);

    public override void Dispose()
    {
        Switches.Changed -= OnSwitched;
        base.Dispose();
    }

    protected override void OnInitialized()
    {
        Switches.Changed += OnSwitched;
        _customer = new Person("Customer", OrderState.Cancelled, Seats.Nodes[0]);
        _warehouse = new Person("Warehouse", OrderState.Shipped, Seats.Nodes[Math.Min(1, Seats.Nodes.Count - 1)]);
    }

    protected override Task OnParametersSetAsync()
    {
        var id = string.IsNullOrEmpty(OrderId) ? null : OrderId;
        if (id == _id) return Task.CompletedTask;
        Show(id, null);
        return id is null ? Task.CompletedTask : FindAsync(id);
    }

    /// <summary>From here on this page is about another order.</summary>
    private void Show(string? id, Order? order)
    {
        var isValid = id is not null && Order.ProblemOfId(id) is null;
        Turn(isValid ? new RegisterKey(OrderDesk.OutcomeKey(id!)) : null);
        (_id, _order, _outcome, _race, _problem, _refusal, _isMissing) = (id, order, null, null, null, null, false);
        _customer.Answer = _warehouse.Answer = null;
        if (isValid && RendererInfo.IsInteractive) _ = FollowAsync(id!, Shown);
    }

    private async Task FindAsync(string id)
    {
        try
        {
            var placed = await Anywhere.AskAsync((registers, ended) => new OrderDesk(registers, Time, History).FindAsync(id, ended), Closed);
            if (id != _id) return;
            (_order, _outcome) = (placed?.Order ?? _order, placed?.Outcome ?? _outcome);
            _isMissing = _order is null;
        }
        catch (Exception exception) when (exception is RegisterException or InvalidDataException or ArgumentException && id == _id)
        {
            _problem = exception is RegisterException unsure ? DeskWords.Problem(unsure) : exception.Message;
        }
    }

    /// <summary>Shows what becomes of an order as soon as that is decided, by whomever, on whichever page.</summary>
    private async Task FollowAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            _order = await Anywhere.WaitAsync((registers, ended) => new OrderDesk(registers, Time, History).PlacedAsync(id, ended), cancellationToken);
            _problem = null;
            StateHasChanged();
            _outcome = await Anywhere.WaitAsync((registers, ended) => new OrderDesk(registers, Time, History).OutcomeAsync(id, ended), cancellationToken);
            // Whoever decided that may have died since.
            History.Note(new PlacedOrder(_order, _outcome));
        }
        catch (InvalidDataException exception)
        {
            _problem = exception.Message;
        }
        catch (OperationCanceledException)
        {
            return;
        }
        StateHasChanged();
    }

    /// <summary>Who asks through a node, for the diagram.</summary>
    private string Who(string node) => DeskWords.Who(Film!.Story, node);

    private void StartAgain()
    {
        _draft = new OrderDraft();
        Show(null, null);
        Navigation.NavigateTo("/");
    }

    private Task PlaceDraftAsync() => PlaceAsync(_draft.ToOrder());

    private async Task<bool> PlaceAsync(Order order)
    {
        try
        {
            var placement = await Anywhere.AskAsync((registers, ended) => new OrderDesk(registers, Time, History).PlaceAsync(order, ended), Closed);
            if (placement.Result == PlaceResult.Taken)
            {
                _lacksQuorum = false;
                _refusal = $"There is an order {order.Id} already, and it is another one. Take another number.";
                return false;
            }
            Show(order.Id, order);
            Navigation.NavigateTo(OrderTicket.Address(order.Id));
            return true;
        }
        catch (Exception exception) when (exception is RegisterException or InvalidDataException or ArgumentException)
        {
            _lacksQuorum = exception is NoQuorumException;
            _refusal = exception is RegisterException unsure ? $"The new order is not known to be placed. {DeskWords.Failure(unsure)}" : exception.Message;
            return false;
        }
    }

    private async Task AskAsync(Person person, string node)
    {
        var id = _id!;
        person.IsAsking = true;
        try
        {
            var answer = await DeskAnswer.ToAsync(person.AskAsync(Desk(node), id, Closed));
            if (id == _id) Note(person, answer);
        }
        finally
        {
            person.IsAsking = false;
        }
    }

    private async Task RaceAsync()
    {
        (_isRacing, _race, _refusal) = (true, null, null);
        try
        {
            var order = _order ?? _draft.ToOrder();
            if ((_order is null || _outcome is not null) && !await PlaceAsync(_order is null ? order : order with { Id = OrderDraft.NewId() })) return;
            var id = _id!;
            var (customer, warehouse) = (CustomerNode, WarehouseNode);
            _customer.IsAsking = _warehouse.IsAsking = true;
            StateHasChanged();
            // What happens before the nodes record it could not be shown.
            await Task.WhenAny(Film!.Ready, Task.Delay(FilmReadyWithin, Time, Closed));
            var race = await new OrderRace(Desk(customer), Desk(warehouse), [.. Seats.Running().Select(Desk)]).RunAsync(id, Closed);
            if (id != _id) return;
            _race = race;
            Note(_customer, race.Customer);
            Note(_warehouse, race.Warehouse);
        }
        finally
        {
            _isRacing = _customer.IsAsking = _warehouse.IsAsking = false;
        }
    }

    private void Note(Person person, DeskAnswer answer)
    {
        person.Answer = answer;
        _outcome ??= answer.Outcome;
    }

    /// <summary>Whose node is stopped moves to another one; and what failed for want of a quorum is worth trying once there is one.</summary>
    private void OnSwitched() => _ = InvokeAsync(() =>
    {
        var nodes = Switches.Nodes;
        if (_lacksQuorum && 2 * nodes.Count(node => node is { State: SwitchState.Running, IsCut: false }) > nodes.Count) (_refusal, _lacksQuorum) = (null, false);
        StateHasChanged();
    });

    private OrderDesk Desk(string node) => new(Seats.At(node), Time, History);
}
