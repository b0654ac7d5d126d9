namespace Actors.Paxos.Tests;

public sealed class RegisterValueTests
{
    [Fact]
    public void No_bytes_and_no_type_are_a_value()
    {
        var value = new RegisterValue(default, "");
        Assert.Equal(new RegisterValue(Array.Empty<byte>(), ""), value);
        Assert.NotNull(value);
    }

    [Fact]
    public void It_is_equal_by_bytes_and_type()
    {
        var value = new RegisterValue(new byte[] { 0, 1, 0 }, "a/b");
        var same = new RegisterValue(new byte[] { 9, 0, 1, 0 }.AsMemory(1), "a/b");
        Assert.Equal(value, same);
        Assert.Equal(value.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(value, new RegisterValue(value.Bytes, "a/c"));
        Assert.NotEqual(value, new RegisterValue(new byte[] { 0, 1 }, "a/b"));
        Assert.False(value.Equals(null));
    }

    [Fact]
    public void It_has_at_most_64_KiB()
    {
        Assert.Equal(65_536, new RegisterValue(new byte[65_536], "").Bytes.Length);
        Assert.Throws<ArgumentException>(() => new RegisterValue(new byte[65_537], ""));
    }

    [Fact]
    public void Its_type_has_at_most_256_characters()
    {
        Assert.Equal(256, new RegisterValue(default, new string('a', 256)).ContentType.Length);
        Assert.Throws<ArgumentException>(() => new RegisterValue(default, new string('a', 257)));
    }

    [Theory, InlineData("a\nb"), InlineData("\u007f"), InlineData("ü"), InlineData("\0")]
    public void Its_type_is_printable_ascii(string type) => Assert.Throws<ArgumentException>(() => new RegisterValue(default, type));

    [Fact]
    public void Its_type_is_never_null() => Assert.Throws<ArgumentNullException>(() => new RegisterValue(default, null!));
}
