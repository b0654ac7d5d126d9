namespace Actors.Grains;

/// <summary>The keeper of one variable for <see cref="CoordinatorWriteOnce{T}"/>: on the node that <see cref="BullyRule"/> picks, in its memory.</summary>
[Alias("actors.coordinator")]
public interface ICoordinatorGrain : IWriteOnceGrain;
