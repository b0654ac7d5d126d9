using Actors.Explorer.Search;
using Actors.Explorer.Steps;
using Actors.Explorer.Worlds;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Actors.Pages.Explore;

/// <summary>A step of the ladder: a world that the visitor drives. The address holds all of its state.</summary>
public sealed partial class ExploreStep
{
    private const int QuickAfter = 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(650), QuickPace = TimeSpan.FromMilliseconds(250);

    private Step? _step;
    private Session? _session;
    private ITimer? _player;
    private bool _copied;
    private string? _begunFrom;
    private int _seed = 1;

    [Parameter]
    public int Number { get; set; }

    /// <summary>The key of the scenario.</summary>
    [SupplyParameterFromQuery(Name = "w")]
    public string? World { get; set; }

    /// <summary>The moves so far.</summary>
    [SupplyParameterFromQuery(Name = "m")]
    public string? Moves { get; set; }

    private Scenario Scenario => _session!.Scenario;

    private World Now => _session!.Run.Now;

    private bool IsPlaying => _player is not null;

    private Move? AdversaryMove => Adversary.Next(Scenario.Graph, Now);

    private string ShowLabel => Scenario.Report switch
    {
        { Breaking: null } => "Nothing breaks it",
        _ when Scenario.ShowsValence => "Show me its card",
        _ when Scenario.Script is not null => "Show me how it goes on",
        _ => "Show me how it breaks",
    };

    public void Dispose() => Pause();

    protected override async Task OnParametersSetAsync()
    {
        var wanted = (Number, World, Moves);
        if (Ladder.Find(Number) is not { } step)
        {
            Navigation.NotFound();
            return;
        }
        var scenario = step.Find(World);
        if (_session?.Scenario == scenario && _begunFrom == Moves) return;
        Pause();
        // Its verdicts rest on all of its states, and the page must not stand still until these are found.
        if (!scenario.Protocol.IsOpenEnded && !scenario.HasGraph) await Task.Run(() => scenario.Graph);
        if ((Number, World, Moves) != wanted) return;
        (_step, _begunFrom, _session) = (step, Moves, new Session(scenario, Schedule.Read(Moves)));
    }

    private Valence LeadsTo(Move move) => Scenario.Graph.ValenceOf(Now.Apply(move));

    private void Do(Move move)
    {
        Pause();
        _session!.Do(move);
        Share(_session);
    }

    private void Step()
    {
        _session!.Step();
        if (!_session.CanStep) Pause();
        Share(_session);
    }

    private void Undo()
    {
        Pause();
        _session!.Undo();
        Share(_session);
    }

    private void Reset()
    {
        Pause();
        _session!.Reset();
        Share(_session);
    }

    private void Shuffle()
    {
        Pause();
        _session!.Shuffle(_seed);
        Play();
        Share(_session);
    }

    private void Show()
    {
        if (Scenario.Report.Breaking is not { } breaking) return;
        Pause();
        _session!.Follow(breaking);
        Play();
        Step();
    }

    private void PlayOrPause()
    {
        if (IsPlaying)
        {
            Pause();
            return;
        }
        Play();
        Step();
    }

    private void Play()
    {
        var pace = _session!.ScriptLeft > QuickAfter ? QuickPace : Pace;
        _player = Time.CreateTimer(_ => _ = InvokeAsync(() =>
        {
            if (!IsPlaying) return;
            Step();
            StateHasChanged();
        }), null, pace, pace);
    }

    private void Pause()
    {
        _player?.Dispose();
        _player = null;
    }

    private void Share(Session session)
    {
        _copied = false;
        // Not through the router: it would come back a moment later with moves that are old by then.
        _ = Script.InvokeVoidAsync("history.replaceState", null, "", Address(session.Scenario, session.Link)).AsTask();
    }

    private async Task CopyLink()
    {
        try
        {
            await Script.InvokeVoidAsync("navigator.clipboard.writeText", Navigation.ToAbsoluteUri(Address(Scenario, _session!.Link)).ToString());
            _copied = true;
        }
        catch (JSException)
        {
            // Not allowed here: the address bar has it.
        }
    }

    private string Address(Scenario scenario, string moves) => $"/explore/{Number}?w={scenario.Key}{(moves.Length == 0 ? "" : $"&m={moves}")}";
}
