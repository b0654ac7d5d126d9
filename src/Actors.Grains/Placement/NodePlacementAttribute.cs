using Orleans.Placement;

namespace Actors.Grains.Placement;

/// <inheritdoc cref="NodePlacement"/>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NodePlacementAttribute() : PlacementAttribute(new NodePlacement());
