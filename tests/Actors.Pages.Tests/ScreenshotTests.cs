namespace Actors.Pages.Tests;

/// <summary>Every page of the explorer at two widths and in both themes.</summary>
public sealed class ScreenshotTests(Browser browser)
{
    public static TheoryData<string, string, string> Pages => new()
    {
        { "ladder", "/explore", "" },
        { "threads", "/explore/1?w=two", "a0a1" },
        { "coordinator", "/explore/2?w=crash", "d0x2l2" },
        { "majority", "/explore/3?w=fails", "d0d4x4d3" },
        { "tie", "/explore/4?w=go", "d0d1d6d7d8d10a0d13d15" },
        { "flp", "/explore/5?w=three", "d0d4d6d7" },
        { "paxos", "/explore/6?w=safe", "a0d0d1d3d4a1d6" },
        { "fast", "/explore/7?w=three", "d0d4d1d5" },
        { "log", "/explore/8?w=arrival", "d0d2d3" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nothing_sticks_out(string name, string path, string moves)
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync(moves.Length == 0 ? path : $"{path}&m={moves}");
        await visitor.InEveryLookAsync((theme, width) => Pictures.TakeAsync(visitor, $"explore-{name}", width, theme));
    }
}
