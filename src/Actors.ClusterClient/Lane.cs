using Actors.Grains;

namespace Actors.Registers;

/// <summary>A way into the cluster: the node that it led to when that node greeted.</summary>
internal sealed record Lane(INodeGrain Entrance, string Node);
