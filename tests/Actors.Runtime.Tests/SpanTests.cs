using System.Collections.Concurrent;
using System.Diagnostics;
using Actors.Runtime.Tracing;
using static Actors.Runtime.Tests.TestNodes;

namespace Actors.Runtime.Tests;

/// <summary>A span for each call, when somebody listens.</summary>
public sealed class SpanTests
{
    [Fact]
    public async Task A_decision_is_a_span_that_says_how_it_came_about()
    {
        using var nodes = await StartAsync();
        var (key, spans) = (Key(4711), new ConcurrentQueue<Activity>());
        using (Listen(spans))
        {
            var call = nodes["n1"].ProposeAsync(key, Proposal("ship"), default);
            Assert.Null(Activity.Current);
            await call;
            await nodes["n1"].ReadAsync(key, default);
        }
        var mine = spans.Where(span => (string?)span.GetTagItem("write_once.key") == key.Value).ToList();
        Assert.Equal(["write_once propose", "write_once read"], mine.Select(span => span.OperationName));
        Assert.All(mine, span => Assert.Equal(("n1", "decided"), (span.GetTagItem("write_once.node"), span.GetTagItem("write_once.outcome"))));
        Assert.Equal((3, 0, ActivityStatusCode.Unset), (mine[0].GetTagItem("write_once.answered"), mine[0].GetTagItem("write_once.rounds"), mine[0].Status));
    }

    [Fact]
    public async Task A_call_that_found_no_quorum_is_an_error()
    {
        using var nodes = await StartAsync();
        var (key, spans) = (Key(4712), new ConcurrentQueue<Activity>());
        nodes.Remove("n2");
        nodes.Remove("n3");
        using (Listen(spans)) await nodes["n1"].ProposeAsync(key, Proposal("ship"), default);
        var span = Assert.Single(spans, span => (string?)span.GetTagItem("write_once.key") == key.Value);
        Assert.Equal((ActivityStatusCode.Error, "no_quorum"), (span.Status, span.GetTagItem("write_once.outcome")));
    }

    [Fact]
    public async Task Nobody_who_looks_costs_nothing()
    {
        using var nodes = await StartAsync();
        var (key, proposal) = (Key(4713), Proposal("ship"));
        Assert.Null(ObservedCall.Begin(nodes["n1"], key, proposal));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) ObservedCall.Begin(nodes["n1"], key, proposal);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WriteOnceActivities.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
