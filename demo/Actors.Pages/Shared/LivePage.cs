using Actors.Pages.Rounds;
using Actors.Pages.Seats;
using Actors.Paxos;
using Actors.Rounds;
using Microsoft.AspNetCore.Components;

namespace Actors.Pages.Shared;

/// <summary>A page that shows registers while they change.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private static readonly TimeSpan RenderEvery = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _closed = new();
    private CancellationTokenSource? _shown;
    private bool _rendersSoon;

    [Inject]
    private protected ISeats Seats { get; set; } = null!;

    [Inject]
    private protected AnyNode Anywhere { get; set; } = null!;

    [Inject]
    private protected TimeProvider Time { get; set; } = null!;

    [Inject]
    private IRoundWatch Watch { get; set; } = null!;

    /// <summary>Cancelled when nobody has the page open any more.</summary>
    private protected CancellationToken Closed => _closed.Token;

    /// <summary>Cancelled when the page is closed or shows something else.</summary>
    private protected CancellationToken Shown => _shown?.Token ?? Closed;

    /// <summary>What happens to the register that is shown; null if there is none, or the page is not connected.</summary>
    private protected RoundFilm? Film { get; private set; }

    public virtual void Dispose()
    {
        _closed.Cancel();
        End();
        GC.SuppressFinalize(this);
    }

    /// <summary>From here on the page is about something else.</summary>
    /// <param name="register">What to film; null for nothing.</param>
    private protected void Turn(RegisterKey? register)
    {
        End();
        _shown = CancellationTokenSource.CreateLinkedTokenSource(Closed);
        if (register is { } key && RendererInfo.IsInteractive) Film = new RoundFilm(Watch, key, Seats, () => _ = RenderSoonAsync());
    }

    /// <summary>A race is some dozens of events at once, and one picture of them is enough.</summary>
    private async Task RenderSoonAsync()
    {
        if (_rendersSoon) return;
        _rendersSoon = true;
        await Task.Delay(RenderEvery, Time, Closed).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _rendersSoon = false;
        if (!Closed.IsCancellationRequested) StateHasChanged();
    }

    private void End()
    {
        _shown?.Cancel();
        Film?.Dispose();
        Film = null;
    }
}
