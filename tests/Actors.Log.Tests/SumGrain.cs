namespace Actors.Log.Tests;

public interface ISumGrain : IGrainWithStringKey
{
    Task<long> AddAsync(long amount);
}

internal sealed class SumGrain([PersistentState("sum", "registers")] IPersistentState<SumGrain.Sum> sum) : Grain, ISumGrain
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

    public sealed class Sum
    {
        public long Value { get; set; }
    }
}
