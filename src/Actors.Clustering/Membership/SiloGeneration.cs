namespace Actors.Clustering.Membership;

/// <summary>The generation that Orleans gives a silo: seconds since 2022.</summary>
internal static class SiloGeneration
{
    private static readonly DateTimeOffset Epoch = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the clock says, 1 to the half of all: however wrong a clock is, there are always later ones.</summary>
    public static int Of(DateTimeOffset now) => (int)Math.Clamp((now - Epoch).TotalSeconds, 1, int.MaxValue / 2);
}
