using System.Globalization;

namespace Actors.Simulation.Worlds;

/// <summary>One fault of a world: the <paramref name="Number"/>-th that was drawn of its kind.</summary>
internal readonly record struct FaultId(Fault Fault, int Number)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">No such kind, or no number.</exception>
    public static FaultId Parse(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        return hash > 0 && Enum.TryParse<Fault>(text[..hash], ignoreCase: true, out var fault) && int.TryParse(text[(hash + 1)..], CultureInfo.InvariantCulture, out var number)
            ? new FaultId(fault, number)
            : throw new FormatException($"'{text}' is no fault: write its kind and number, as in Loss#3.");
    }

    public override string ToString() => $"{Fault}#{Number}";
}
