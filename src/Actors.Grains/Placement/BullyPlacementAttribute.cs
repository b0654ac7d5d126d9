using Orleans.Placement;

namespace Actors.Grains.Placement;

/// <inheritdoc cref="BullyPlacement"/>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BullyPlacementAttribute() : PlacementAttribute(new BullyPlacement());
