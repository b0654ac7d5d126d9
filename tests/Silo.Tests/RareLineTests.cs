using Actors.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Silo.Tests;

public sealed class RareLineTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RareLine _said;

    public RareLineTests() => _said = new RareLine(_time);

    [Fact]
    public void The_same_line_is_due_every_ten_seconds()
    {
        Assert.True(_said.IsDue("a"));
        for (var second = 1; second < 10; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.False(_said.IsDue("a"));
        }
        // What was not said does not count.
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_said.IsDue("a"));
        Assert.False(_said.IsDue("a"));
    }

    [Fact]
    public void Another_line_is_due_at_once()
    {
        Assert.True(_said.IsDue("a"));
        Assert.True(_said.IsDue("b"));
        Assert.False(_said.IsDue("b"));
        Assert.True(_said.IsDue("a"));
    }
}
