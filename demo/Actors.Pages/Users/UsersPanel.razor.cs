using Actors.Demo;
using Actors.Pages.Desk;
using Microsoft.AspNetCore.Components;

namespace Actors.Pages.Users;

/// <summary>The list of users, shown and changed, on every open page at once.</summary>
public sealed partial class UsersPanel
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<string>? _users;
    private string _name = "";
    private string? _problem;
    private bool _isChanging;

    [Inject]
    private UserList List { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    public void Dispose() => _closed.Cancel();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive) _ = FollowAsync(_closed.Token);
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var users in List.FollowAsync(cancellationToken))
                {
                    (_users, _problem) = (users, null);
                    StateHasChanged();
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (RegisterException exception)
            {
                _problem = DeskWords.Problem(exception);
                StateHasChanged();
                await Task.Delay(Pause, Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private async Task AddAsync()
    {
        var name = _name.Trim();
        _problem = UserList.ProblemOf(name);
        if (_problem is not null) return;
        await ChangeAsync(async () =>
        {
            if (await List.AddAsync(name, _closed.Token) == UserListResult.Full) _problem = $"The list is full: it has {UserList.CountMax} users.";
            else _name = "";
        });
    }

    private Task RemoveAsync(string user) => ChangeAsync(() => List.RemoveAsync(user, _closed.Token));

    private async Task ChangeAsync(Func<Task> change)
    {
        _isChanging = true;
        try
        {
            await change();
        }
        catch (RegisterException exception)
        {
            _problem = DeskWords.Failure(exception);
        }
        finally
        {
            _isChanging = false;
        }
    }
}
