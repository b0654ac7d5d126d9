using Actors.Figures;
using Microsoft.AspNetCore.Components;

namespace Actors.Pages.Cluster;

/// <summary>What all nodes do and how they are, for as long as somebody looks.</summary>
public sealed partial class ClusterPage
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _closed = new();
    private readonly List<NodeHistory> _nodes = [];

    [Inject]
    private IClusterFigures Figures { get; set; } = null!;

    [Inject]
    private INodeSwitches Switches { get; set; } = null!;

    [Inject]
    private PageLinks Links { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private string? Dashboard => Links.Others.Where(link => link.Name == "Dashboard").Select(link => link.Address).FirstOrDefault();

    /// <summary>Each register is learned by as many nodes as keep it.</summary>
    private double DecidedPerSecond => _nodes.Sum(node => (node.Rates?.LearnedPerSecond ?? 0) / (node.Latest.Figures?.Acceptors ?? 1));

    private double Failed => _nodes.Sum(node => node.Series(rates => rates.Failed).Sum() ?? 0);

    public void Dispose() => _closed.Cancel();

    protected override Task OnInitializedAsync() => LookAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _ = WatchAsync();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closed.Token))
                await InvokeAsync(async () =>
                {
                    await LookAsync();
                    StateHasChanged();
                });
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    private async Task LookAsync()
    {
        foreach (var report in await Figures.AskAsync(_closed.Token))
        {
            var node = _nodes.Find(known => known.Name == report.Node);
            if (node is null) _nodes.Add(node = new NodeHistory(report.Node));
            node.Add(report);
        }
    }

    private bool IsCut(string node) => Switches.Nodes.Any(known => known.Node == node && known.IsCut);

    /// <summary>All nodes have the same scale, so that they can be compared.</summary>
    private double Max(Plot plot) => plot.Ceiling ?? _nodes.SelectMany(plot.Series).Max() ?? 0;
}
