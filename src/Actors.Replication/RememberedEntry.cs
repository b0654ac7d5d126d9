namespace Actors.Replication;

/// <summary>An id that <see cref="EntryWindow"/> recognises.</summary>
/// <param name="Id">The value of the id.</param>
/// <param name="First">The slot where the entry is.</param>
/// <param name="Last">The last slot that held it; it is remembered from there on.</param>
public readonly record struct RememberedEntry(Guid Id, long First, long Last);
