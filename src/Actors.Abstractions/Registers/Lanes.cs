using Actors.Grains;
using Actors.Paxos;

namespace Actors.Registers;

/// <summary>
/// All ways into the cluster. A call takes the lane of its key; when that one is late it takes a second one as well, and when it was lost, or met a node
/// that finds no quorum, another one, under the same proposal id, which is why repeating is harmless.
/// </summary>
internal sealed class Lanes
{
    private static readonly Outcome Lost = new(OutcomeKind.Unknown, null, 0, 0);

    private readonly Lane[] _lanes;
    private readonly TimeProvider _time;

    public Lanes(IGrainFactory client, TimeProvider time)
    {
        _time = time;
        _lanes = [.. Enumerable.Range(0, IProposerGrain.LaneCount).Select(lane => new Lane(client.GetGrain<IProposerGrain>(lane), this, time))];
    }

    /// <summary>Begins an attempt, through a lane that is not late if there is one.</summary>
    public void Send(PendingCall call)
    {
        var first = call.NextLane;
        for (uint i = 0; i < _lanes.Length; i++)
        {
            if (!_lanes[(first + i) % _lanes.Length].MayTake()) continue;
            call.NextLane = first + i;
            break;
        }
        _lanes[call.NextLane++ % _lanes.Length].Add(call);
    }

    /// <summary>An attempt has an outcome.</summary>
    public void OnOutcome(PendingCall call, Outcome outcome)
    {
        if (call.End(outcome)) Send(call);
    }

    /// <summary>An attempt goes on, but another lane may be faster.</summary>
    public void OnLate(PendingCall call)
    {
        if (call.TryHedge()) Send(call);
    }

    /// <summary>Whether an attempt arrived nobody knows.</summary>
    public void OnLost(PendingCall call)
    {
        if (call.End(null)) _ = SendAgainAsync(call);
    }

    private async Task SendAgainAsync(PendingCall call)
    {
        await Task.Delay(Perseverance.PauseAfterLoss, _time).ConfigureAwait(false);
        if (call.Patience > TimeSpan.Zero) Send(call);
        else call.Finish(Lost);
    }
}
