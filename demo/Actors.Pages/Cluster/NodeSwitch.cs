namespace Actors.Pages.Cluster;

/// <summary>A node that can be switched.</summary>
/// <param name="Node">Its name.</param>
/// <param name="State">Whether it runs.</param>
/// <param name="IsCut">Whether it is cut off from the others.</param>
/// <param name="Problem">Why it could not be started the last time; null if it could.</param>
public sealed record NodeSwitch(string Node, SwitchState State, bool IsCut, string? Problem);
