using Actors.Replication;

namespace Actors.Simulation.Logs;

/// <summary>A mistake with a name, which the checker of logs must catch.</summary>
internal sealed record LogSabotage(string Name, string Mistake, Func<LogBoundary> Make)
{
    public static readonly IReadOnlyList<LogSabotage> All =
    [
        new("apply-before-gap", "apply a slot before the gap below it is closed", () => new ApplyBeforeGap()),
        new("count-retry-twice", "count a retry twice", () => new CountRetryTwice()),
        new("trim-above-snapshot", "trim above the snapshot", () => new TrimAboveSnapshot()),
        new("forget-window", "begin with a snapshot without the ids that its slots held", () => new ForgetWindow()),
        new("renew-since", "repeat an append as if it had never been tried before", () => new RenewSince()),
    ];

    /// <summary>The first world in which it is caught, which is the number of worlds needed; null if it is not.</summary>
    public LogWorld? Catch(int worldsMax)
    {
        for (var seed = 1L; seed <= worldsMax; seed++)
            if (new LogWorld(new LogPlan(seed), Make()).Run() is { Violation: not null } world)
                return world;
        return null;
    }

    private sealed class ApplyBeforeGap : LogBoundary
    {
        public override void OnDecided(LogReplica replica, long slot, SlotBatch winner)
        {
            for (var gap = replica.Next; gap < slot; gap++) replica.OnDecided(gap, SlotBatch.Empty);
            replica.OnDecided(slot, winner);
        }
    }

    private sealed class CountRetryTwice : LogBoundary
    {
        public override bool Counts(AppliedEntry applied) => applied.Admission != Admission.Expired;
    }

    private sealed class TrimAboveSnapshot : LogBoundary
    {
        public override long TrimBelow(long snapshot) => snapshot + 1;
    }

    private sealed class ForgetWindow : LogBoundary
    {
        public override EntryWindow Restore(IReadOnlyList<RememberedEntry> remembered, int slots) => new(slots);
    }

    private sealed class RenewSince : LogBoundary
    {
        public override EntryId OnRepeat(EntryId id, long next) => id with { Since = next };
    }
}
