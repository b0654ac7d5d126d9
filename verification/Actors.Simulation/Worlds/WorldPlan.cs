using Actors.Engine;

namespace Actors.Simulation.Worlds;

/// <summary>All that makes one world different from another, drawn from its seed; the rest of the world follows from it.</summary>
internal sealed class WorldPlan
{
    private static readonly double[] Likely = [.. Enum.GetValues<Fault>().Select(MostLikely)];
    private readonly double[] _probabilities = new double[FaultGate.Kinds];

    public WorldPlan(long seed)
    {
        Seed = seed;
        var random = new SeededRandom(seed, "plan");
        Acceptors = random.Chance(0.7) ? 3 : 5;
        // Now and then more nodes than acceptors, so that registers have different acceptors.
        Nodes = random.Chance(0.2) ? Math.Min(Acceptors + 2, 6) : Acceptors;
        Keys = random.Next(1, 9);
        Proposers = random.Chance(0.1) ? 1 : random.Next(2, Math.Min(Nodes, 5) + 1);
        CallsPerKey = random.Next(2, 9);
        FaultsEnd = random.Spread(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(4));
        // A hot key has all its callers at once, and they collide; those of a cold one come now and then.
        KeyLife = random.Spread(TimeSpan.FromMilliseconds(1), FaultsEnd);
        Encoded = random.Chance(0.15);
        Latency = random.Spread(TimeSpan.FromMilliseconds(0.1), TimeSpan.FromMilliseconds(20));
        SyncTime = random.Spread(TimeSpan.FromMilliseconds(0.1), TimeSpan.FromMilliseconds(20));
        Options = DrawOptions(random);
        foreach (var fault in Enum.GetValues<Fault>())
            if (random.Chance(0.4))
                _probabilities[(int)fault] = Likely[(int)fault] * Math.Pow(0.03, random.NextDouble());
        var cluster = new SeededRandom(seed, "plan of the cluster");
        Clustered = cluster.Chance(0.4);
        Silos = cluster.Chance(0.15) ? cluster.Next(2, 6) : 0;
        ThroughClients = cluster.Chance(0.4) ? cluster.NextDouble() : 0;
        Clients = ThroughClients > 0 ? cluster.Next(1, 4) : 0;
        VersionsKept = cluster.Next(1, 5);
        SetUpEarlier = new SeededRandom(seed, "plan of the past").Chance(0.25);
        Trims = new SeededRandom(seed, "plan of trimming").Chance(0.2);
        AddsStores = new SeededRandom(seed, "plan of the stores").Chance(0.5);
        var links = new SeededRandom(seed, "plan of the links");
        if (!links.Chance(0.2)) return;
        BytesPerSecond = 2_000_000 * Math.Pow(25, links.NextDouble());
        Options.BatchBytesMax = links.Next(1, Options.BatchBytesMax);
    }

    public long Seed { get; }
    public int Acceptors { get; private set; }
    public int Nodes { get; private set; }
    public int Keys { get; private set; }

    /// <summary>How many of the nodes callers talk to.</summary>
    public int Proposers { get; private set; }

    public int CallsPerKey { get; private set; }

    /// <summary>How many callers there are, retries apart.</summary>
    public int Calls => Keys * CallsPerKey;

    /// <summary>How long after the first of a key's callers the last one may come.</summary>
    public TimeSpan KeyLife { get; private set; }

    /// <summary>When faults stop and everything heals.</summary>
    public TimeSpan FaultsEnd { get; set; }

    /// <summary>Whether everything on the wire and on disk goes through the codec.</summary>
    public bool Encoded { get; }

    /// <summary>Whether nodes bind their stores, starts and node lists by registers before they vote.</summary>
    public bool Clustered { get; set; }

    /// <summary>
    /// Whether the cluster was set up when the clustering's own registers had three acceptors whatever the nodes allow; it keeps them then.
    /// </summary>
    public bool SetUpEarlier { get; set; }

    /// <summary>
    /// Whether nodes begin with a version that binds no store for their registers, and go on with one that does. They are in a store of their own then. Only where
    /// nodes bind anything.
    /// </summary>
    public bool AddsStores { get; set; }

    /// <summary>How many silos change the membership table; 0 if there is none.</summary>
    public int Silos { get; set; }

    /// <summary>How many versions of the membership table a node's acceptor has after it has forgotten some.</summary>
    public int VersionsKept { get; set; }

    /// <summary>How many clients there are that are proposers of their own, and the share of callers that use one.</summary>
    public int Clients { get; set; }
    public double ThroughClients { get; set; }

    /// <summary>Whether the registers are the slots of a log, which is trimmed.</summary>
    public bool Trims { get; set; }

    /// <summary>How much a machine can send, and that values are large; null where neither matters.</summary>
    public double? BytesPerSecond { get; set; }

    /// <summary>How long a message usually takes, and a sync.</summary>
    public TimeSpan Latency { get; init; }
    public TimeSpan SyncTime { get; init; }
    public ProposerOptions Options { get; }

    /// <summary>Single faults that shall not happen.</summary>
    public IReadOnlySet<FaultId> WithoutFaults { get; init; } = new HashSet<FaultId>();

    /// <summary>Callers that shall not come.</summary>
    public IReadOnlySet<int> WithoutCalls { get; init; } = new HashSet<int>();

    /// <summary>Another course of events under the same plan.</summary>
    public int Luck { get; init; }

    /// <summary>The randomness of one part of the world.</summary>
    public SeededRandom Stream(string name) => new(Seed + (Luck * 1_000_003L << 20), name);

    public double Probability(Fault fault) => _probabilities[(int)fault];

    /// <summary>Makes a kind of fault more or less likely than the seed has it.</summary>
    public void SetProbability(Fault fault, double probability) => _probabilities[(int)fault] = probability;

    /// <summary>Makes a world of just as many nodes as each register has acceptors, or of some more.</summary>
    public void SetAcceptors(int acceptors, int more = 0)
    {
        (Acceptors, Nodes) = (acceptors, acceptors + more);
        Proposers = Math.Min(Proposers, acceptors);
    }

    /// <summary>Has many callers come at once with large values, more than the links of their nodes carry in the time that they have.</summary>
    public void CrowdANarrowLink()
    {
        (Keys, CallsPerKey, KeyLife, FaultsEnd) = (24, 8, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(200));
        (BytesPerSecond, Options.BatchBytesMax, Options.BatchSizeMax) = (800_000, 64 * 1024, 512);
    }

    private static ProposerOptions DrawOptions(SeededRandom random)
    {
        var options = new ProposerOptions { WaitProbeMax = TimeSpan.FromSeconds(random.Next(1, 6)) };
        if (random.Chance(0.3)) options.BatchSizeMax = random.Next(1, 4);
        if (random.Chance(0.3)) options.BatchesUnderWayMax = random.Next(1, 5);
        if (random.Chance(0.3)) options.SuspectAfter = TimeSpan.FromMilliseconds(random.Next(5, 400));
        if (random.Chance(0.3)) options.ProbeInterval = TimeSpan.FromMilliseconds(random.Next(20, 500));
        return options;
    }

    /// <summary>The greatest probability at each opportunity: a message, a write, or a tick of 20 ms of one node.</summary>
    private static double MostLikely(Fault fault) => fault switch
    {
        Fault.Loss or Fault.Delay or Fault.Duplicate => 0.5,
        Fault.LateDuplicate => 0.3,
        Fault.CrashBeforeWrite or Fault.CrashInWrite or Fault.CrashAfterWrite => 0.2,
        Fault.WriteErrorBefore or Fault.WriteErrorAfter or Fault.SyncError or Fault.SlowDisk => 0.3,
        Fault.SyncErrorForEver => 0.02,
        Fault.LoseUnsynced => 1,
        Fault.Impatience => 0.7,
        Fault.SecondProposer => 0.1,
        Fault.ClockJump => 0.05,
        Fault.WipedDisk or Fault.OlderDisk or Fault.ForeignDisk or Fault.OtherList => 0.5,
        Fault.Crash or Fault.Pause or Fault.OneWayPartition or Fault.TwoWayPartition => 0.05,
        Fault.StopAll => 0.02,
        Fault.LostAddedStore => 0.9,
        Fault.ClientCrash or Fault.ClientPause or Fault.ClientCutOff => 0.05,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
