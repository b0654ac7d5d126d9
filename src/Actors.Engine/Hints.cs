namespace Actors.Engine;

/// <summary>The moment at which decisions that acceptors have not been told yet are sent even if nothing else is.</summary>
internal sealed class Hints : Timed;
