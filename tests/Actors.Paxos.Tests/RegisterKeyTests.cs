namespace Actors.Paxos.Tests;

public sealed class RegisterKeyTests
{
    [Theory, InlineData("a"), InlineData("orders/42"), InlineData("/"), InlineData(" "), InlineData("\0"), InlineData("节点 😀")]
    public void Any_well_formed_text_is_a_key(string text)
    {
        Assert.Equal(text, new RegisterKey(text).Value);
        Assert.Equal(new RegisterKey(text), RegisterKey.FromUtf8(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Its_length_is_counted_in_bytes()
    {
        Assert.Equal(512, RegisterKey.MaxBytes);
        Assert.Equal(256, new RegisterKey(new string('ü', 256)).Value.Length);
        Assert.Throws<ArgumentException>(() => new RegisterKey(new string('ü', 256) + "a"));
    }

    [Fact]
    public void No_text_is_no_key()
    {
        Assert.Throws<ArgumentNullException>(() => new RegisterKey(null!));
        Assert.Throws<ArgumentException>(() => new RegisterKey(""));
        Assert.Throws<ArgumentException>(() => RegisterKey.FromUtf8([]));
    }

    [Theory, InlineData(0xD800), InlineData(0xDC00)]
    public void Half_a_character_is_no_key(int surrogate) => Assert.Throws<ArgumentException>(() => new RegisterKey("a" + (char)surrogate));

    [Fact]
    public void Bytes_that_are_no_utf8_are_no_key() => Assert.ThrowsAny<ArgumentException>(() => RegisterKey.FromUtf8([0xC0, 0x80]));

    // Composed and decomposed forms look the same and are two registers.
    [Fact]
    public void Keys_are_compared_byte_by_byte()
    {
        Assert.NotEqual(new RegisterKey("A"), new RegisterKey("a"));
        Assert.NotEqual(new RegisterKey("\u00e9"), new RegisterKey("e\u0301"));
    }
}
