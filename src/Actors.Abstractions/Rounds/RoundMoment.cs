namespace Actors.Rounds;

/// <summary>An event in its place in the story.</summary>
/// <param name="Event">What happened.</param>
/// <param name="SentAt">For what was received: the place of its sending in the list; null if nobody told of it, and for all else.</param>
/// <param name="ReceivedAt">For what was sent: the place of its receipt; null while nobody has told of one.</param>
/// <param name="GivenUpAt">For what was sent and not received: the place at which the sender gave up waiting for the reply.</param>
public sealed record RoundMoment(RoundEvent Event, int? SentAt = null, int? ReceivedAt = null, int? GivenUpAt = null);
