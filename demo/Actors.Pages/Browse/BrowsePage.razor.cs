using System.Text;
using Actors.Pages.Desk;
using Actors.Paxos;
using Actors.Registers;
using Microsoft.AspNetCore.Components;

namespace Actors.Pages.Browse;

/// <summary>One register: what it holds, what its acceptors hold, writing it, waiting for it. The address names it.</summary>
public sealed partial class BrowsePage
{
    private readonly string _unused = $"lucky/{OrderDraft.NewId()}";
    private CancellationTokenSource? _waiting;
    private Proposal? _winner;
    private string? _key, _problem, _written;
    private string _wanted = "", _through = "", _text = "hello from " + OrderDraft.NewId();
    private bool _isRead, _isWriting;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private KeySpace Keys { get; set; } = null!;

    private string? Reserved => _key is null ? null : Keys.ProblemOf(new RegisterKey(_key));

    /// <summary>The register's name.</summary>
    [SupplyParameterFromQuery(Name = "key")]
    public string? Key { get; set; }

    /// <summary>Where a register is shown.</summary>
    internal static string Address(string key) => $"/browse?key={Uri.EscapeDataString(key)}";

    protected override Task OnParametersSetAsync()
    {
        var key = string.IsNullOrEmpty(Key) ? null : Key;
        if (key == _key) return Task.CompletedTask;
        Turn(null);
        (_key, _wanted, _winner, _written, _problem, _isRead) = (key, key ?? "", null, null, null, false);
        if (key is null) return Task.CompletedTask;
        try
        {
            Turn(new RegisterKey(key));
            return LookAsync();
        }
        catch (ArgumentException exception)
        {
            (_key, _problem) = (null, exception.Message);
            return Task.CompletedTask;
        }
    }

    private void Open()
    {
        if (_wanted.Length > 0) Navigation.NavigateTo(Address(_wanted));
    }

    private Task LookAsync() => AskAsync(async key =>
    {
        var outcome = await ThroughAsync((registers, ended) => RequireAsync(registers.ReadAsync(key, ended), key));
        return () => (_winner, _isRead) = (outcome.Proposal ?? _winner, true);
    });

    private async Task WriteAsync()
    {
        if (Reserved is not null) return;
        _isWriting = true;
        _written = null;
        var own = new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(_text), "text/plain; charset=utf-8"));
        await AskAsync(async key =>
        {
            var outcome = await ThroughAsync((registers, ended) => RequireAsync(registers.ProposeAsync(key, own, ended), key));
            return () =>
            {
                (_winner, _isRead) = (outcome.Proposal, true);
                _written = _winner == own ? "Yours won: this is its value now." : "Too late: another value had won. It is shown above, for ever.";
            };
        });
        _isWriting = false;
    }

    private async Task WaitAsync()
    {
        var key = new RegisterKey(_key!);
        using var waiting = _waiting = CancellationTokenSource.CreateLinkedTokenSource(Shown);
        try
        {
            var winner = await Anywhere.WaitAsync((registers, ended) => registers.WaitAsync(key, ended), waiting.Token);
            (_winner, _isRead) = (winner, true);
        }
        catch (OperationCanceledException) when (waiting.IsCancellationRequested)
        {
            // Waiting was stopped, not the register.
        }
        finally
        {
            if (_waiting == waiting) _waiting = null;
        }
    }

    /// <summary>Asks something about the present register and shows the answer, unless another register is shown by then.</summary>
    private async Task AskAsync(Func<RegisterKey, Task<Action>> ask)
    {
        var key = new RegisterKey(_key!);
        try
        {
            var show = await ask(key);
            if (key.Value != _key) return;
            _problem = null;
            show();
        }
        catch (RegisterException exception) when (key.Value == _key)
        {
            _problem = DeskWords.Failure(exception);
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
    }

    private Task<T> ThroughAsync<T>(Func<IRegisters, CancellationToken, Task<T>> call) =>
        _through.Length == 0 ? Anywhere.AskAsync(call, Closed) : call(Seats.At(_through), Closed);

    /// <summary>Named failures as exceptions, so that another node is asked.</summary>
    private static async Task<Outcome> RequireAsync(Task<Outcome> asking, RegisterKey key)
    {
        var outcome = await asking;
        _ = outcome.Winner(key);
        return outcome;
    }
}
