namespace Actors;

/// <summary>A call on a register ended without an answer. If it proposed, the proposal may yet win.</summary>
[GenerateSerializer, Alias("actors.register-exception")]
public abstract class RegisterException(string message, Exception? inner) : Exception(message, inner);
