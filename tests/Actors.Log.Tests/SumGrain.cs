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

[GenerateSerializer, Alias("actors.tests.sum")]
public sealed class Sum
{
    [Id(0)]
    public long Value { get; set; }
}
