namespace Actors.Engine.Tests;

/// <summary>Times are added to each other and to the clock: none may be so long that a sum does not fit.</summary>
public sealed class ProposerOptionsTests
{
    public static TheoryData<string, Action<ProposerOptions, TimeSpan>, TimeSpan> Longest => new()
    {
        { nameof(ProposerOptions.NoQuorumAfter), (options, time) => options.NoQuorumAfter = time, TimeSpan.FromMinutes(1) },
        { nameof(ProposerOptions.PatienceMax), (options, time) => options.PatienceMax = time, TimeSpan.FromHours(1) },
        { nameof(ProposerOptions.SuspectAfter), (options, time) => options.SuspectAfter = time, TimeSpan.FromHours(1) },
        { nameof(ProposerOptions.ProbeInterval), (options, time) => options.ProbeInterval = time, TimeSpan.FromHours(1) },
        { nameof(ProposerOptions.WaitProbeMax), (options, time) => options.WaitProbeMax = time, TimeSpan.FromDays(1) },
    };

    [Theory]
    [MemberData(nameof(Longest), DisableDiscoveryEnumeration = true)]
    public void Every_time_has_a_range(string option, Action<ProposerOptions, TimeSpan> set, TimeSpan longest)
    {
        Assert.Null(Problem(longest));
        foreach (var wrong in new[] { longest + TimeSpan.FromTicks(1), TimeSpan.MaxValue, TimeSpan.Zero }) Assert.Contains(option, Problem(wrong));

        string? Problem(TimeSpan time)
        {
            var options = new ProposerOptions();
            set(options, time);
            return options.Problem();
        }
    }
}
