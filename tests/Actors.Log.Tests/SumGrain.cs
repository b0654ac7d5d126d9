namespace Actors.Log.Tests;

public interface ISumGrain : IGrainWithStringKey
{
    Task<long> AddAsync(long amount);
}

internal sealed class SumGrain([PersistentState("sum", "registers")] IPersistentState<Sum> sum) : Grain, ISumGrain
{
    public async Task<long> AddAsync(long amount)
    {
        sum.State.Value += amount;
        try
        {
            await sum.WriteStateAsync();
        }
        catch
        {
            // What it holds is not what is stored: it begins anew.
            DeactivateOnIdle();
            throw;
        }
        return sum.State.Value;
    }
}

/// <summary>A grain with a state of the default storage, whichever way it asks for it.</summary>
public interface INoteGrain : IGrainWithStringKey
{
    Task WriteAsync(long value);

    Task<(long ByBase, long ByName)> ReadAsync();
}

internal sealed class NoteGrain([PersistentState("note")] IPersistentState<Sum> note) : Grain<Sum>, INoteGrain
{
    public async Task WriteAsync(long value)
    {
        (State.Value, note.State.Value) = (value, value + 1);
        await WriteStateAsync();
        await note.WriteStateAsync();
    }

    public async Task<(long ByBase, long ByName)> ReadAsync()
    {
        await ReadStateAsync();
        await note.ReadStateAsync();
        return (State.Value, note.State.Value);
    }
}

[GenerateSerializer, Alias("actors.tests.sum")]
public sealed class Sum
{
    [Id(0)]
    public long Value { get; set; }
}
