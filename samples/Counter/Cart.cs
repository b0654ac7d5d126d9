namespace Counter;

/// <summary>A grain whose state outlives any node, with no database. It is an ordinary Orleans grain.</summary>
public sealed class Cart : Grain<CartState>, ICart
{
    public async Task<int> AddAsync(string item)
    {
        State.Items.Add(item);
        await WriteStateAsync();
        return State.Items.Count;
    }
}
