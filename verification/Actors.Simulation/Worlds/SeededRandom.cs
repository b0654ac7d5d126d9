using System.Buffers.Binary;

namespace Actors.Simulation.Worlds;

/// <summary>
/// Randomness that is the same on every machine and every version of .NET: SplitMix64 (Steele, Lea and Flood, 2014). One seed has many
/// streams, so that the network's luck does not change because a disk drew one number more.
/// </summary>
internal sealed class SeededRandom(long seed, string stream) : Random
{
    private ulong _state = Mix((ulong)seed) ^ HashOf(stream);

    public bool Chance(double probability) => probability > 0 && NextDouble() < probability;

    /// <summary>A time between two others, evenly.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + (most - least) * NextDouble();

    /// <summary>A time between two others, each order of magnitude as likely as the next.</summary>
    public TimeSpan Spread(TimeSpan least, TimeSpan most) => least * Math.Pow(most / least, NextDouble());

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, NextBits());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], NextBits());
        return new Guid(bytes, bigEndian: true);
    }

    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    public override double NextDouble() => (NextBits() >> 11) * (1.0 / (1ul << 53));
    public override int Next(int maxValue) => Next(0, maxValue);
    public override int Next(int minValue, int maxValue) => minValue + (int)(NextBits() % (ulong)(maxValue - minValue));

    protected override double Sample() => NextDouble();

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    // Not string.GetHashCode, which differs from process to process.
    private static ulong HashOf(string text)
    {
        var hash = 14695981039346656037;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211;
        return Mix(hash);
    }
}
