namespace Actors.Replication;

/// <summary>
/// Names one entry of a log. Whoever repeats an append under the same id appends nothing new, on whatever node and however late: the id says since when
/// it has been in use, so that it is never taken for new once the log may have forgotten it.
/// </summary>
/// <param name="Value">Tells the entry from every other. Two ids with the same value are the same entry.</param>
/// <param name="Since">A slot below which everything was decided when the id was first used, 0 or more: the entry is in no slot before it.</param>
/// <exception cref="ArgumentOutOfRangeException">There is no such slot: it is negative.</exception>
public readonly record struct EntryId(Guid Value, long Since)
{
    public long Since { get; init => field = Checked(value); } = Checked(Since);

    /// <inheritdoc/>
    public override string ToString() => $"{Value:D} since slot {Since}";

    private static long Checked(long since) => since >= 0 ? since : throw new ArgumentOutOfRangeException(nameof(Since), since, "Slots are numbered from 0.");
}
