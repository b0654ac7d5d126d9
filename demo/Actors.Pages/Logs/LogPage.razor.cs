using System.Text.Json;
using Actors.Demo;
using Actors.Log;
using Actors.Paxos;
using Actors.Registers;
using Microsoft.AspNetCore.Components;

namespace Actors.Pages.Logs;

/// <summary>The latest entries of a log, as it grows. The address names the log.</summary>
public sealed partial class LogPage
{
    private const int KeptMax = 20, TextMax = 400;

    private string _name = "", _wanted = "";
    private string? _problem;
    private LogTail<JsonElement>? _tail;

    [Inject]
    private IRegisters Registers { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The log; null for that of all orders.</summary>
    [SupplyParameterFromQuery(Name = "name")]
    public string? Name { get; set; }

    /// <summary>Where a log is shown.</summary>
    public static string Address(string name) => $"/log?name={Uri.EscapeDataString(name)}";

    protected override void OnParametersSet()
    {
        var name = string.IsNullOrEmpty(Name) ? OrderHistory.LogName : Name;
        if (name == _name) return;
        Turn(null);
        _name = _wanted = name;
        (_tail, _problem) = (null, ProblemOf(name));
        if (RendererInfo.IsInteractive && _problem is null) _ = FollowAsync(name, Shown);
    }

    private static string? ProblemOf(string name)
    {
        try
        {
            _ = new SlotKey(name, 0);
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    private async Task FollowAsync(string name, CancellationToken cancellationToken)
    {
        _tail = new LogTail<JsonElement>(KeptMax, Time, StateHasChanged);
        await using var log = Registers.Log<JsonElement>(name);
        await _tail.FollowAsync(log.LengthAsync, log.TailAsync, cancellationToken);
    }

    private void Open() => Navigation.NavigateTo(Address(_wanted.Trim()));

    private static string Text(JsonElement entry) => entry.GetRawText() is { Length: > TextMax } text ? $"{text[..TextMax]}…" : entry.GetRawText();
}
