namespace Actors.Paxos.Tests;

public sealed class SlotKeyTests
{
    [Theory]
    [InlineData("orders", 0, "log/orders/0000000000000000")]
    [InlineData("a/b", 42, "log/a/b/0000000000000042")]
    [InlineData("a/0000000000000005", 7, "log/a/0000000000000005/0000000000000007")]
    [InlineData("ü", SlotKey.SlotMax, "log/ü/9999999999999999")]
    public void A_slot_has_a_key_and_the_key_its_slot(string log, long slot, string key)
    {
        var own = new SlotKey(log, slot);
        Assert.Equal(key, own.Key.Value);
        Assert.True(SlotKey.TryParse(own.Key, out var parsed));
        Assert.Equal(own, parsed);
        Assert.False(SlotKey.TryParse(own.FloorKey, out _));
        Assert.True(SlotKey.IsFloor(own.FloorKey));
        Assert.False(SlotKey.IsFloor(own.Key));
    }

    [Theory]
    [InlineData("orders/0000000000000000")]
    [InlineData("log/0000000000000000")]
    [InlineData("log//0000000000000000")]
    [InlineData("log/a/000000000000000")]
    [InlineData("log/a/00000000000000000")]
    [InlineData("log/a/-000000000000001")]
    [InlineData("log/a/000000000000000x")]
    [InlineData("log/a/000000000000001\0")]
    [InlineData("log/a/1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("log/a/٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠١")]
    [InlineData("log/a/0000000000000000/outcome")]
    public void Nothing_else_is_a_slot(string key) => Assert.False(SlotKey.TryParse(new RegisterKey(key), out _));

    [Fact]
    public void Its_limits_are_those_of_a_register()
    {
        var longest = new string('x', SlotKey.LogBytesMax);
        Assert.Equal(RegisterKey.MaxBytes, new SlotKey(longest, 1).Key.Value.Length);
        Assert.True(SlotKey.TryParse(new SlotKey(longest, 1).Key, out _));
        Assert.Throws<ArgumentException>(() => new SlotKey(longest + "x", 1));
        Assert.Throws<ArgumentException>(() => new SlotKey("", 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlotKey("a", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlotKey("a", SlotKey.SlotMax + 1));
    }
}
