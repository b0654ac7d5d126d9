namespace Actors.Pages.Seats;

/// <summary>Who sits where.</summary>
internal static class SeatsExtensions
{
    /// <summary>All nodes that run.</summary>
    public static IEnumerable<string> Running(this ISeats seats) => seats.Nodes.Where(seats.IsRunning);

    /// <summary>
    /// Where somebody sits who would like to sit at <paramref name="wanted"/>: there while it runs, else at the next one that does, if possible not
    /// beside the other person. When none runs, where he was.
    /// </summary>
    public static string Near(this ISeats seats, string wanted, string? other = null)
    {
        if (seats.IsRunning(wanted)) return wanted;
        var at = seats.Nodes.TakeWhile(node => node != wanted).Count();
        string[] next = [.. seats.Nodes.Skip(at).Concat(seats.Nodes.Take(at)).Where(seats.IsRunning)];
        return next.FirstOrDefault(node => node != other) ?? next.FirstOrDefault() ?? wanted;
    }
}
