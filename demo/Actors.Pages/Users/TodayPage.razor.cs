using System.Globalization;
using Actors.Demo;
using Actors.Pages.Desk;
using Actors.Pages.Seats;
using Actors.Registers;
using Microsoft.AspNetCore.Components;

namespace Actors.Pages.Users;

/// <summary>The user of one day: asked through every node at once, and shown on every open page as soon as there is one.</summary>
public sealed partial class TodayPage
{
    private const int Days = 14;
    private const string Nobody = "nobody";

    private IReadOnlyList<(string Node, string Told)> _answers = [];
    private DateOnly _day;
    private string? _user, _problem;
    private bool _isKnown, _isAsking;

    [Inject]
    private UserOfTheDay Users { get; set; } = null!;

    /// <summary>The day, yyyy-MM-dd; null for today.</summary>
    [SupplyParameterFromQuery(Name = "day")]
    public string? Day { get; set; }

    private string Conclusion =>
        _answers.All(answer => answer.Told == Nobody) ? "The list below is empty: add somebody, and ask again."
        : _answers.Count > 1 && _answers.All(answer => answer.Told == _answers[0].Told) ? "Each proposed whom it liked, and all were told the same."
        : "Whoever was told a name will never be told another one.";

    private DateOnly Today => UserOfTheDay.DayOf(Time);

    protected override async Task OnParametersSetAsync()
    {
        var day = DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked >= UserOfTheDay.First && asked <= Today ? asked : Today;
        if (day == _day) return;
        Turn(null);
        (_day, _user, _problem, _answers, _isKnown) = (day, null, null, [], false);
        if (RendererInfo.IsInteractive) _ = FollowAsync(day, Shown);
        await LookAsync(day);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Proposes nobody.</summary>
    private UserOfTheDay Looking(IRegisters registers) => new(registers, Time, []);

    private async Task LookAsync(DateOnly day)
    {
        try
        {
            var found = await Anywhere.AskAsync((registers, ended) => Looking(registers).GetAsync(day, ended), Closed);
            if (day == _day) (_user, _isKnown) = (found?.User ?? _user, true);
        }
        catch (Exception exception) when (exception is RegisterException or InvalidDataException)
        {
            if (day == _day) _problem = exception is RegisterException unsure ? DeskWords.Problem(unsure) : exception.Message;
        }
    }

    private async Task FollowAsync(DateOnly day, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Anywhere.WaitAsync((registers, ended) => Looking(registers).FinalAsync(day, ended), cancellationToken);
            (_user, _isKnown, _problem) = (found.User, true, null);
            StateHasChanged();
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidDataException)
        {
            // Another day is shown, or the look has said what is wrong.
        }
    }

    private async Task AskAsync()
    {
        var day = _day;
        _isAsking = true;
        _answers = await Task.WhenAll(Seats.Running().Select(async node => (node, Told: await ToldAsync(node, day))));
        _isAsking = false;
    }

    private async Task<string> ToldAsync(string node, DateOnly day)
    {
        try
        {
            return (await Users.Through(Seats.At(node)).GetAsync(day, Closed))?.User ?? Nobody;
        }
        catch (RegisterException exception)
        {
            return exception is NoQuorumException ? "no quorum" : "outcome unknown";
        }
        catch (InvalidDataException)
        {
            return "something that is no user";
        }
    }
}
