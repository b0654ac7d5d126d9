namespace Counter;

public interface ICart : IGrainWithStringKey
{
    Task<int> AddAsync(string item);
}
