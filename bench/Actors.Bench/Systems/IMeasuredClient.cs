namespace Actors.Bench.Systems;

/// <summary>The client side of a system, used by many callers at a time. What else it is depends on the loads that the system takes.</summary>
internal interface IMeasuredClient : IAsyncDisposable;
