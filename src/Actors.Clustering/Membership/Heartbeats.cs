namespace Actors.Clustering.Membership;

/// <summary>
/// When each silo of the table was last alive, by the clock of this node alone. Diagnostics, not membership: kept in memory, exchanged with the other nodes,
/// and never a reason to write a table version.
/// </summary>
/// <remarks>
/// Clocks of other machines may be wrong, or put right, so no time of another machine is compared with one of this: nodes tell each other how long ago a silo
/// was alive, and what a row of the table says counts from when this node met it. Nothing is later than now. Thread-safe.
/// </remarks>
internal sealed class Heartbeats(TimeProvider time)
{
    /// <summary>Nothing is said to be older: for clocks that are wrong by centuries.</summary>
    private static readonly TimeSpan AgeMax = TimeSpan.FromDays(365);

    private readonly Lock _lock = new();
    private Dictionary<SiloAddress, Sighting> _sightings = [];
    private Dictionary<string, SiloAddress> _names = [];
    private int _version;

    /// <summary>How long ago each silo of the table was alive.</summary>
    public IReadOnlyDictionary<SiloAddress, TimeSpan> Ages
    {
        get
        {
            lock (_lock) return _sightings.ToDictionary(sighting => sighting.Key, sighting => time.GetElapsedTime(sighting.Value.Alive));
        }
    }

    /// <summary>This node has read the table: these are the silos there are. What their rows say of their lives is believed once, and no future.</summary>
    public void Meet(MemberTable latest)
    {
        lock (_lock)
        {
            if (latest.Version < _version) return;
            (_version, _sightings) = (latest.Version, latest.Rows.ToDictionary(row => row.Silo, Met));
            _names = _sightings.Keys.ToDictionary(silo => silo.ToParsableString());
        }
    }

    /// <summary>As <see cref="Note(SiloAddress, TimeSpan)"/>, by the name that another node tells. Names that are not in the table are not even read: Orleans keeps each address that is.</summary>
    public void Note(string silo, TimeSpan age)
    {
        SiloAddress? address;
        lock (_lock) address = _names.GetValueOrDefault(silo);
        if (address is not null) Note(address, age);
    }

    /// <summary>A silo was alive so long ago, or later. Ignored if it is not in the table that this node knows.</summary>
    public void Note(SiloAddress silo, TimeSpan age)
    {
        lock (_lock)
            if (_sightings.TryGetValue(silo, out var known) && Before(age) is var alive && alive > known.Alive)
                _sightings[silo] = known with { Alive = alive };
    }

    /// <summary>A row of the table that was met last, as Orleans is to see it.</summary>
    public MembershipEntry Translate(MemberRow row)
    {
        Sighting sighting;
        lock (_lock) sighting = _sightings.GetValueOrDefault(row.Silo) ?? Met(row);
        var alive = Date(sighting.Alive);
        return row.ToEntry(row.Started < alive ? row.Started : alive, alive, Date(sighting.RowMet));
    }

    private Sighting Met(MemberRow row)
    {
        var now = time.GetTimestamp();
        if (!_sightings.TryGetValue(row.Silo, out var known)) return new Sighting(now, row.ChangedAt, Before(time.GetUtcNow().UtcDateTime - row.Alive));
        return known.ChangedAt == row.ChangedAt ? known : known with { RowMet = now, ChangedAt = row.ChangedAt };
    }

    private long Before(TimeSpan age)
    {
        var bounded = age < TimeSpan.Zero ? TimeSpan.Zero : age > AgeMax ? AgeMax : age;
        return time.GetTimestamp() - (long)(bounded.TotalSeconds * time.TimestampFrequency);
    }

    private DateTime Date(long timestamp) => time.GetUtcNow().UtcDateTime - time.GetElapsedTime(timestamp);

    /// <param name="RowMet">When its present row was met.</param>
    /// <param name="ChangedAt">The version that wrote that row.</param>
    /// <param name="Alive">When it was last alive.</param>
    private sealed record Sighting(long RowMet, int ChangedAt, long Alive);
}
