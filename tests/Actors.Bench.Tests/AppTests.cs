namespace Actors.Bench.Tests;

public sealed class AppTests
{
    [Theory]
    [InlineData("--only", "redis")]
    [InlineData("--workload", "write")]
    [InlineData("--callers", "0")]
    [InlineData("--seconds", "soon")]
    [InlineData("--faster")]
    public async Task Bad_arguments_are_refused_with_a_word_of_help(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        Assert.Equal(2, await new App(output, error).RunAsync(arguments));
        Assert.Contains(arguments[^1], error.ToString());
        Assert.Contains("See --help.", error.ToString());
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task A_build_that_is_not_there_is_named_with_what_makes_it()
    {
        var error = new StringWriter();
        Assert.Equal(1, await new App(new StringWriter(), error).RunAsync(["--only", "actors", "--silo", "/nowhere/Silo.dll"]));
        Assert.Contains("There is no '/nowhere/Silo.dll'. Build it:", error.ToString());
    }
}
