namespace Actors.Simulation.Worlds;

/// <summary>The node has just died, wherever it was. Nothing of the product may catch this and go on.</summary>
internal sealed class CrashException() : Exception("The node crashed.");
