namespace Actors.Client.Torture;

/// <summary>The unit of histories.</summary>
internal static class Nanoseconds
{
    public static TimeSpan ToTimeSpan(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
}
