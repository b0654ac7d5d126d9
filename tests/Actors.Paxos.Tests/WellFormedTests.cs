using System.Text;
using CsCheck;

namespace Actors.Paxos.Tests;

public sealed class WellFormedTests
{
    [Fact]
    public void It_is_what_strict_utf8_can_carry() =>
        Gen.Char['\ud7fe', '\ue001'].Array[0, 6].Sample(chars =>
        {
            Assert.Equal(CanBeCarried(chars), WellFormed.Is(chars));
            Assert.Equal(CanBeCarried(chars), WellFormed.Problem("It", chars) is null);
        });

    [Fact]
    public void Pairs_are_well_formed()
    {
        Assert.True(WellFormed.Is("a\ud83d\ude00b\ud83d\ude00"));
        Assert.False(WellFormed.Is("a\ud83d\ude00b\ud83d"));
        Assert.False(WellFormed.Is("\ude00\ud83d"));
    }

    private static bool CanBeCarried(char[] chars)
    {
        try
        {
            return new UTF8Encoding(false, true).GetByteCount(chars) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
