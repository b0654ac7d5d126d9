namespace Actors.Server.Tests;

public interface ICartGrain : IGrainWithStringKey
{
    Task<int> AddAsync(int items);
}
