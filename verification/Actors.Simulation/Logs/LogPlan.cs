using Actors.Simulation.Worlds;

namespace Actors.Simulation.Logs;

/// <summary>All that makes one world of a log different from another, drawn from its seed.</summary>
internal sealed class LogPlan
{
    public LogPlan(long seed)
    {
        Seed = seed;
        var random = Stream("plan");
        Nodes = random.Pick([3, 3, 5]);
        Clients = random.Next(1, 9);
        CallsEach = random.Next(3, 25);
        WindowSlots = random.Pick([8, 16, 64]);
        SnapshotDistance = random.Pick([5, 10, 30]);
        Loss = random.Pick([0, 0.02, 0.2]);
        SlowShare = random.Pick([0, 0.05, 0.3]);
        CrashEvery = random.Pick([TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(60)]);
        BatchMax = random.Pick([1, 2, Replication.SlotBatch.CountMax]);
    }

    public long Seed { get; }
    public int Nodes { get; }
    public int Clients { get; }
    public int CallsEach { get; }

    /// <summary>See <see cref="Replication.EntryWindow.Slots"/>: small, so that entries do grow too old.</summary>
    public int WindowSlots { get; }

    /// <summary>The most entries of a slot: small, so that several slots are under way at once.</summary>
    public int BatchMax { get; }

    /// <summary>How many slots lie between two snapshots.</summary>
    public int SnapshotDistance { get; }

    /// <summary>How likely a request or an answer is lost.</summary>
    public double Loss { get; }

    /// <summary>How many of the requests and answers take a hundred times as long as the others.</summary>
    public double SlowShare { get; }

    /// <summary>How long it is, about, from one crash of a node to the next.</summary>
    public TimeSpan CrashEvery { get; }

    /// <summary>When the faults end.</summary>
    public TimeSpan FaultsEnd { get; } = TimeSpan.FromSeconds(1);

    public SeededRandom Stream(string name) => new(Seed, $"log {name}");
}
