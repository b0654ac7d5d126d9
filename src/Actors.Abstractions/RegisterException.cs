namespace Actors;

/// <summary>A call on a register ended without an answer. If it proposed, the proposal may yet win.</summary>
/// <param name="fact">What happened.</param>
/// <param name="advice">What a caller of this library can do next; empty if there is nothing more to say.</param>
/// <param name="inner">The cause.</param>
[GenerateSerializer, Alias("actors.register-exception")]
public abstract class RegisterException(string fact, string advice, Exception? inner) : Exception($"{fact} {advice}".TrimEnd(), inner)
{
    [Id(0)]
    private readonly string? _fact = advice.Length == 0 ? null : fact;

    /// <summary>The message for callers of something that is built on registers, and has other names for what is asked again.</summary>
    /// <param name="other">The advice for them, in the place of the library's; unused if there is none.</param>
    public string Advising(string other) => _fact is null ? Message : $"{_fact} {other}";
}
