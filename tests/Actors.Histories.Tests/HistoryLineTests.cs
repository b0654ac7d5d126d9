using System.Text;
using Actors.Paxos;
using static Actors.Histories.Tests.Given;

namespace Actors.Histories.Tests;

public class HistoryLineTests
{
    [Theory]
    [InlineData("""{"client":3,"op":"propose","key":"k","input":"red","output":"blue","call":1,"return":2}""")]
    [InlineData("""{"client":0,"op":"propose","key":"a/b","input":"","output":"","call":0,"return":0}""")]
    [InlineData("""{"client":1,"op":"propose","key":"k","input":"red","output":null,"call":5,"return":null}""")]
    [InlineData("""{"client":2,"op":"read","key":"ключ","input":null,"output":"\"\\\n","call":-4,"return":9223372036854775806}""")]
    [InlineData("""{"client":2,"op":"read","key":"k","input":null,"output":null,"call":7,"return":8}""")]
    [InlineData("""{"client":2,"op":"read","key":"k","input":null,"output":null,"call":7,"return":null}""")]
    public void What_was_read_is_written_alike(string line) => Assert.Equal(line, HistoryLine.Write(HistoryLine.Parse(line)));

    [Fact]
    public void A_read_that_returned_nothing_saw_the_register_undecided()
    {
        Assert.True(HistoryLine.Parse("""{"client":1,"op":"read","key":"k","input":null,"output":null,"call":7,"return":8}""").SawNothing);
        Assert.False(HistoryLine.Parse("""{"client":1,"op":"read","key":"k","input":null,"output":null,"call":7,"return":null}""").SawNothing);
    }

    [Fact]
    public void A_call_with_an_unknown_outcome_never_returned()
    {
        var unknown = HistoryLine.Write(new HistoryEntry(Key, Red, 1, 2, new Outcome(OutcomeKind.NoQuorum, null, 1, 0), 4));
        Assert.Equal("""{"client":4,"op":"propose","key":"k","input":"red","output":null,"call":1,"return":null}""", unknown);
        Assert.Equal(HistoryEntry.Never, HistoryLine.Parse(unknown).End);
    }

    [Fact]
    public void Bytes_that_are_no_text_stay_different()
    {
        string Line(byte value) => HistoryLine.Write(Read(1, 2, Red with { Value = new RegisterValue(new byte[] { value }, "") }));
        Assert.Contains("\"output\":\"base64:/w==\"", Line(0xFF), StringComparison.Ordinal);
        Assert.NotEqual(HistoryLine.Parse(Line(0xFF)).Holds, HistoryLine.Parse(Line(0xFE)).Holds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"client":1,"op":"read","key":"k","input":null,"output":null,"call":7}""")]
    [InlineData("""{"client":1,"op":"write","key":"k","input":"red","output":null,"call":7,"return":8}""")]
    [InlineData("""{"client":1,"op":"propose","key":"k","input":null,"output":"red","call":7,"return":8}""")]
    [InlineData("""{"client":1,"op":"read","key":"k","input":"red","output":"red","call":7,"return":8}""")]
    [InlineData("""{"client":1,"op":"read","key":"k","input":null,"output":"red","call":7,"return":null}""")]
    [InlineData("""{"client":1,"op":"read","key":"k","input":null,"output":"red","call":7,"return":6}""")]
    [InlineData("""{"client":1,"op":"read","key":"k","input":null,"output":"red","call":"7","return":8}""")]
    [InlineData("""{"client":1,"op":"read","key":"k","input":null,"output":"red","call":7.5,"return":8}""")]
    [InlineData("""{"client":1,"op":"read","key":"k","input":null,"output":5,"call":7,"return":8}""")]
    [InlineData("""{"client":1,"op":"read","key":"","input":null,"output":null,"call":7,"return":8}""")]
    [InlineData("""{"client":1,"op":"read","key":null,"input":null,"output":null,"call":7,"return":8}""")]
    [InlineData("""{"client":1,"op":"read","key":"k","input":null,"output":"\ud800","call":7,"return":8}""")]
    [InlineData("""{"client":1,"op":"read","key":"k","input":null,"output":null,"call":7,"return":8} {}""")]
    public void What_is_no_line_is_refused(string line) => Assert.Throws<FormatException>(() => HistoryLine.Parse(line));

    [Fact]
    public void A_value_above_the_limit_is_refused() => Assert.Throws<FormatException>(() => HistoryLine.Parse(
        $$"""{"client":1,"op":"read","key":"k","input":null,"output":"{{new StringBuilder().Append('x', RegisterValue.MaxBytes + 1)}}","call":7,"return":8}"""));
}
