using Actors.Demo;
using Actors.Pages.Logs;
using Microsoft.AspNetCore.Components;

namespace Actors.Pages.Desk;

/// <summary>The latest that has happened to any order, as the log grows.</summary>
public sealed partial class HistoryPanel
{
    private const int ShownMax = 12;

    private readonly CancellationTokenSource _closed = new();
    private LogTail<OrderEvent>? _tail;

    [Inject]
    private OrderHistory History { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private IEnumerable<(long Slot, OrderEvent Event)> Latest =>
        _tail!.Slots.SelectMany(slot => slot.Entries.Reverse(), (slot, each) => (slot.Slot, each)).Take(ShownMax);

    public void Dispose() => _closed.Cancel();

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive) return;
        _tail = new LogTail<OrderEvent>(ShownMax, Time, StateHasChanged);
        _ = _tail.FollowAsync(History.LengthAsync, History.TailAsync, _closed.Token);
    }
}
