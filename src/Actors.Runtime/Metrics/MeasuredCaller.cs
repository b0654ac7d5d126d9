using Actors.Engine;

namespace Actors.Runtime.Metrics;

/// <summary>A caller, and since when it waits for what.</summary>
internal abstract class MeasuredCaller(CallKind kind, long started) : Caller
{
    public CallKind Kind => kind;

    /// <summary>A timestamp of the node's clock.</summary>
    public long Started => started;
}
