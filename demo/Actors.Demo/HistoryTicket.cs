namespace Actors.Demo;

/// <summary>What all who record an event agree on before they do, so that however many they are it is in the log once.</summary>
/// <param name="Since">The slot that <see cref="Replication.EntryId.Since"/> says; of no meaning with a <paramref name="Slot"/>.</param>
/// <param name="Slot">Where the event is, found out long after; null if it is to be appended.</param>
internal sealed record HistoryTicket(long Since, long? Slot = null);
