namespace Actors.Simulation.Worlds;

/// <summary>What went on in a world, or in many.</summary>
internal sealed class Statistics
{
    public const int RoundsShown = 8;

    public long Worlds { get; set; }
    public long Events { get; set; }
    public long Messages { get; set; }
    public long Crashes { get; set; }
    public long Calls { get; set; }

    /// <summary>How often a node began to skip another one, sent it a batch all the same to see whether it is back, or sent a message to the other
    /// acceptors of a register without it.</summary>
    public long Suspicions { get; set; }
    public long Probes { get; set; }
    public long WithoutSuspect { get; set; }

    /// <summary>How often nodes started, and how many of the starts ended with a node that does not vote.</summary>
    public long Starts { get; set; }
    public long Refusals { get; set; }

    /// <summary>Calls of clients that are proposers of their own.</summary>
    public long ClientCalls { get; set; }

    /// <summary>Table versions that were decided, and changes that another one was quicker than.</summary>
    public long Versions { get; set; }
    public long VersionsLost { get; set; }

    /// <summary>How often a node forgot old table versions, and how often a silo was told only that a version was forgotten.</summary>
    public long TableTrims { get; set; }
    public long TableTrimmed { get; set; }

    /// <summary>How often a log was trimmed, and calls that were told only that their slot was forgotten.</summary>
    public long Trims { get; set; }
    public long Trimmed { get; set; }

    /// <summary>Calls that ended without the value: unknown outcome or no quorum, as a majority may be out of reach.</summary>
    public long Unanswered { get; set; }

    /// <summary>Those of them that ended with no quorum.</summary>
    public long NoQuorum { get; set; }

    /// <summary>Proposals that learned the value from acceptors, by the classic rounds that it took: 0 is the fast round.</summary>
    public long[] DecidedAfter { get; } = new long[RoundsShown + 1];

    /// <summary>Faults that happened, by kind.</summary>
    public long[] Faults { get; } = new long[FaultGate.Kinds];

    public long Decided => DecidedAfter.Sum();

    public void Add(Statistics other)
    {
        (Worlds, Events, Messages) = (Worlds + other.Worlds, Events + other.Events, Messages + other.Messages);
        (Crashes, Calls, Unanswered) = (Crashes + other.Crashes, Calls + other.Calls, Unanswered + other.Unanswered);
        (Suspicions, Probes, WithoutSuspect) = (Suspicions + other.Suspicions, Probes + other.Probes, WithoutSuspect + other.WithoutSuspect);
        (ClientCalls, NoQuorum) = (ClientCalls + other.ClientCalls, NoQuorum + other.NoQuorum);
        (Versions, VersionsLost) = (Versions + other.Versions, VersionsLost + other.VersionsLost);
        (TableTrims, TableTrimmed) = (TableTrims + other.TableTrims, TableTrimmed + other.TableTrimmed);
        (Trims, Trimmed) = (Trims + other.Trims, Trimmed + other.Trimmed);
        (Starts, Refusals) = (Starts + other.Starts, Refusals + other.Refusals);
        for (var i = 0; i < DecidedAfter.Length; i++) DecidedAfter[i] += other.DecidedAfter[i];
        for (var i = 0; i < Faults.Length; i++) Faults[i] += other.Faults[i];
    }
}
