namespace Actors.Log.Machines;

/// <summary>A command that is recognised when it is repeated: see <see cref="Replication.RememberedEntry"/> and <see cref="Replication.CommandOutcome{TResult}"/>.</summary>
internal sealed record RememberedCommand<TResult>(Guid Id, long First, long Last, TResult? Result, string? Error, long? Digest);
