using System.Globalization;
using System.Text;

namespace Actors.Simulation.Termination;

/// <summary>The share of undecided worlds after each round, drawn on a logarithmic scale, on which a geometric fall is a straight line.</summary>
internal static class TerminationPlot
{
    private const int Left = 70, Top = 40, Width = 560, Height = 320;
    private static readonly string[] Colours = ["#b03a2e", "#d68910", "#1a5276", "#148f77"];

    /// <param name="series">Name and shares, from 0 rounds on.</param>
    /// <param name="least">The lowest share on the scale.</param>
    public static string Draw(IReadOnlyList<(string Name, double[] Undecided)> series, double least)
    {
        var rounds = series[0].Undecided.Length - 1;
        var svg = new StringBuilder();
        svg.AppendLine($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + Width + 20} {Top + Height + 60}" font-family="sans-serif" font-size="12">""");
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        svg.AppendLine($"""<text x="{Left}" y="22" font-size="15">Worlds still undecided after k classic rounds</text>""");
        for (var share = 1.0; share >= least * 0.99; share /= 10)
            svg.AppendLine(Invariant($"""<path d="M{Left} {Y(share, least):F1}h{Width}" stroke="#ddd"/><text x="{Left - 8}" y="{Y(share, least) + 4:F1}" text-anchor="end">{share:0.####}</text>"""));
        for (var round = 0; round <= rounds; round += 2)
            svg.AppendLine(Invariant($"""<text x="{X(round, rounds):F1}" y="{Top + Height + 20}" text-anchor="middle">{round}</text>"""));
        for (var i = 0; i < series.Count; i++)
        {
            // A share of 0 cannot be drawn: the line ends where the last world was decided.
            var points = series[i].Undecided.TakeWhile(share => share > 0).Select((share, round) => Invariant($"{X(round, rounds):F1},{Y(share, least):F1}"));
            svg.AppendLine($"""<polyline points="{string.Join(' ', points)}" fill="none" stroke="{Colours[i]}" stroke-width="2"/>""");
            svg.AppendLine($"""<text x="{Left + 16 + i % 2 * 280}" y="{Top + Height + 38 + i / 2 * 16}" fill="{Colours[i]}">— {series[i].Name}</text>""");
        }
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static double X(int round, int rounds) => Left + (double)Width * round / rounds;

    private static double Y(double share, double least) => Top + Height * Math.Log(Math.Max(share, least)) / Math.Log(least);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
