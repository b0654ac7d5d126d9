namespace Actors.Testing;

/// <summary>Waits for conditions.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90), Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="what">For whoever reads that it never came.</param>
    /// <param name="condition">Asked again and again.</param>
    public static async Task IsAsync(string what, Func<Task<bool>> condition)
    {
        var deadline = DateTime.UtcNow + Limit;
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, $"Still not: {what}.");
            await Task.Delay(Pause);
        }
    }
}
