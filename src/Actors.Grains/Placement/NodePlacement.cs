namespace Actors.Grains.Placement;

/// <summary>A grain whose key is the name of the node it runs on. Not registered in any directory: its name says where it is.</summary>
[GenerateSerializer, Immutable, Alias("actors.node-placement")]
public sealed class NodePlacement : PlacementStrategy
{
    /// <inheritdoc/>
    public override bool IsUsingGrainDirectory => false;
}
