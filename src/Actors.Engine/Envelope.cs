namespace Actors.Engine;

/// <summary>A message on its way, and who waits for the reply: nobody, if it is a hint.</summary>
internal readonly record struct Envelope(Operation? Operation, int Acceptor, RegisterMessage Message);
