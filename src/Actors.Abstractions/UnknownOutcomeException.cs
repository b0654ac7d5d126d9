namespace Actors;

/// <summary>The deadline passed while the answer was open: ask again, with the same proposal id.</summary>
[GenerateSerializer, Alias("actors.unknown-outcome-exception")]
public sealed class UnknownOutcomeException(string fact, string advice = "", Exception? inner = null) : RegisterException(fact, advice, inner);
