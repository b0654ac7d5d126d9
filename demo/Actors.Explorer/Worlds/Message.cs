namespace Actors.Explorer.Worlds;

/// <summary>A message on its way.</summary>
/// <param name="Number">Counts the messages of a run, from 0.</param>
/// <param name="From">The node that sent it.</param>
/// <param name="To">The node that it is for.</param>
/// <param name="Payload">What it says.</param>
public sealed record Message(int Number, int From, int To, Payload Payload);
