using Actors.Explorer.Worlds;

namespace Actors.Explorer.Rules;

/// <summary>The two who want different things.</summary>
internal static class CallerLanes
{
    public static readonly IReadOnlyList<Lane> All = [new("Customer", "Cust.", LaneKind.Caller), new("Warehouse", "Ware.", LaneKind.Caller)];
}
