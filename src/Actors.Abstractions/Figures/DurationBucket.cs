namespace Actors.Figures;

/// <summary>So many took at most so long, and longer than the bucket before says.</summary>
/// <param name="UpTo">The longest of them, or a little more.</param>
/// <param name="Count">How many.</param>
[GenerateSerializer, Immutable, Alias("actors.duration-bucket")]
public readonly record struct DurationBucket([property: Id(0)] TimeSpan UpTo, [property: Id(1)] long Count);
