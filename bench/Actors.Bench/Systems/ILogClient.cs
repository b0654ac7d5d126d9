using Actors.Bench.Load;

namespace Actors.Bench.Systems;

/// <summary>The client side of a system that puts things in one order.</summary>
internal interface ILogClient : IMeasuredClient
{
    /// <summary>Something that callers append to, fresh for each name.</summary>
    /// <param name="name">One name without separators.</param>
    /// <param name="workload">One of those that the system takes and that append.</param>
    IOrder Open(string name, Workload workload);
}
