namespace Actors.Paxos.Tests;

public sealed class KeySpaceTests
{
    private static readonly KeySpace Demo = new("orders/", "user-of-the-day/");

    [Theory]
    [InlineData("log/kv/0000000000000000", KeyKind.System)]
    [InlineData("log/no-slot", KeyKind.System)]
    [InlineData("log-floor/kv", KeyKind.System)]
    [InlineData("log/membership/silo/0000000000000001", KeyKind.Identity)]
    [InlineData("node/n1/stores", KeyKind.Identity)]
    [InlineData("node//owner", KeyKind.Identity)]
    [InlineData("cluster/setup", KeyKind.Identity)]
    [InlineData("config/1", KeyKind.Identity)]
    [InlineData("format/", KeyKind.Identity)]
    [InlineData("bucket/7", KeyKind.Identity)]
    [InlineData("membership/x", KeyKind.Identity)]
    [InlineData("system/x", KeyKind.Identity)]
    [InlineData("orders/17", KeyKind.Owned)]
    [InlineData("orders/17/outcome/history/0", KeyKind.Owned)]
    [InlineData("user-of-the-day/2026-01-01", KeyKind.Owned)]
    [InlineData("orders", KeyKind.Free)]
    [InlineData("log", KeyKind.Free)]
    [InlineData("Log/kv/0000000000000000", KeyKind.Free)]
    [InlineData("/log/kv/0000000000000000", KeyKind.Free)]
    [InlineData("logs/x", KeyKind.Free)]
    [InlineData("leader", KeyKind.Free)]
    public void A_name_has_one_kind(string name, KeyKind kind)
    {
        var key = new RegisterKey(name);
        Assert.Equal(kind, Demo.KindOf(key));
        Assert.Equal(kind == KeyKind.Owned ? KeyKind.Free : kind, KeySpace.KindOfAny(key));
        Assert.Equal(kind == KeyKind.Free, Demo.ProblemOf(key) is null);
        Assert.Equal(kind is KeyKind.Free or KeyKind.Owned, Record.Exception(() => KeySpace.RequireWritable(key)) is null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("orders")]
    [InlineData("log/")]
    [InlineData("log/orders/")]
    [InlineData("config/mine/")]
    public void Only_a_prefix_that_is_not_the_systems_can_be_owned(string prefix) => Assert.ThrowsAny<ArgumentException>(() => new KeySpace(prefix));

    [Fact]
    public void What_may_write_a_system_register_is_made_of_a_slot_only()
    {
        Assert.Equal(KeyKind.System, KeySpace.KindOfAny(new SystemKey(new SlotKey("kv", 3)).Key));
        Assert.Empty(typeof(SystemKey).GetConstructors());
    }
}
