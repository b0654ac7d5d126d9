namespace Actors.Grains.Placement;

/// <summary>A grain that runs on the node that <see cref="BullyRule"/> picks among those that are there.</summary>
[GenerateSerializer, Immutable, Alias("actors.bully-placement")]
public sealed class BullyPlacement : PlacementStrategy
{
    /// <inheritdoc/>
    public override bool IsUsingGrainDirectory => false;
}
