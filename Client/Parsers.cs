using System.CommandLine.Parsing;
using System.Globalization;
using Actors.Client.Torture;
using Actors.Demo;
using Actors.Paxos;

namespace Actors.Client;

/// <summary>From words of the command line to values; what is wrong is a parse error.</summary>
internal static class Parsers
{
    private const double SecondsMax = 86_400;

    private const string NoText = "It must be UTF-8, without the replacement character U+FFFD: what stands for other bytes would be one name for many.";

    public static double Seconds(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= SecondsMax)
            return seconds;
        result.AddError($"'{text}' is no number of seconds above 0 and up to {SecondsMax}.");
        return default;
    }

    /// <summary>Reads <c>500ms</c>, <c>60s</c>, <c>5m</c> or <c>2h</c>; a number alone is seconds.</summary>
    public static TimeSpan Duration(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var number = text.TrimEnd('m', 's', 'h');
        var unit = text[number.Length..] switch { "ms" => 0.001, "s" or "" => 1, "m" => 60, "h" => 3600, _ => double.NaN };
        if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count * unit is > 0 and <= SecondsMax)
            return TimeSpan.FromSeconds(count * unit);
        result.AddError($"'{text}' is no duration above 0 and up to a day: write 500ms, 60s, 5m or 2h.");
        return default;
    }

    public static int Count(ArgumentResult result, int countMax)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= countMax) return count;
        result.AddError($"'{text}' is no number from 1 to {countMax}.");
        return default;
    }

    public static long Number(ArgumentResult result, long max = long.MaxValue)
    {
        var text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max) return number;
        result.AddError($"'{text}' is no number from 0 to {max}.");
        return default;
    }

    /// <summary>Reads the name of something that is kept in a cluster.</summary>
    public static string? Name(ArgumentResult result, int lengthMax)
    {
        var text = result.Tokens[0].Value;
        if (text.Length == 0 || text.Length > lengthMax) result.AddError($"It has 1 to {lengthMax} characters; this one has {text.Length}.");
        else if (!IsText(text)) result.AddError(NoText);
        else return text;
        return null;
    }

    public static RegisterKey Key(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!IsText(text)) result.AddError(NoText);
        try
        {
            return new RegisterKey(text);
        }
        catch (ArgumentException exception)
        {
            result.AddError(exception.Message);
            return default;
        }
    }

    public static ProposalId? Proposal(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Guid.TryParse(text, out var id) && id != Guid.Empty) return new ProposalId(id);
        result.AddError($"'{text}' is no uuid, or the empty one.");
        return null;
    }

    public static string? OrderId(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Order.ProblemOfId(text) is not { } problem) return text;
        result.AddError(problem);
        return null;
    }

    public static OrderItem[]? Items(ArgumentResult result)
    {
        var items = new List<OrderItem>();
        foreach (var token in result.Tokens)
        {
            var colon = token.Value.LastIndexOf(':');
            if (colon < 0) items.Add(new OrderItem(token.Value, 1));
            else if (int.TryParse(token.Value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity))
                items.Add(new OrderItem(token.Value[..colon], quantity));
            else
            {
                result.AddError($"'{token.Value}' is no item: write SKU:QUANTITY.");
                return null;
            }
        }
        return [.. items];
    }

    public static DateOnly? Date(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        result.AddError($"'{text}' is no date: write YYYY-MM-DD.");
        return null;
    }

    public static string[] Names(ArgumentResult result) =>
        result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static Uri[]? Addresses(ArgumentResult result)
    {
        var addresses = new List<Uri>();
        foreach (var name in Names(result))
        {
            if (Uri.TryCreate(name.TrimEnd('/') + '/', UriKind.Absolute, out var address) && address.Scheme is "http" or "https") addresses.Add(address);
            else
            {
                result.AddError($"'{name}' is no address: write http://HOST:PORT.");
                return null;
            }
        }
        return [.. addresses];
    }

    public static VictimSpec[]? Victims(ArgumentResult result)
    {
        var victims = new List<VictimSpec>();
        foreach (var token in result.Tokens)
        {
            if (VictimSpec.TryParse(token.Value) is { } some) victims.AddRange(some);
            else
            {
                result.AddError($"'{token.Value}' is no process of a node: write NAME=PID:COMMAND, or NAME=PID,...");
                return null;
            }
        }
        if (victims.DistinctBy(victim => victim.Node).Count() == victims.Count) return [.. victims];
        result.AddError("Two processes are said to be the same node.");
        return null;
    }

    public static int[]? ProcessIds(ArgumentResult result)
    {
        var ids = new List<int>();
        foreach (var name in Names(result))
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) ids.Add(id);
            else
            {
                result.AddError($"'{name}' is no process id.");
                return null;
            }
        }
        return [.. ids];
    }

    /// <summary>The system hands over what is no UTF-8 as replacement characters.</summary>
    private static bool IsText(string text) => !text.Contains('\uFFFD');
}
