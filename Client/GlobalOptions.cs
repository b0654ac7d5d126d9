using System.CommandLine;
using System.CommandLine.Parsing;
using Actors.Client.Cluster;

namespace Actors.Client;

/// <summary>The options of every command.</summary>
internal sealed class GlobalOptions
{
    public Option<ClusterAddress> Cluster { get; } = new("--cluster")
    {
        Description = $"The nodes, each with its base port; the gateway is the port above. Also from {ClusterAddress.Variable}.",
        HelpName = "NAME=HOST:PORT,...",
        Recursive = true,
        DefaultValueFactory = result => ParseCluster(Environment.GetEnvironmentVariable(ClusterAddress.Variable) ?? ClusterAddress.Default, result)!,
        CustomParser = result => ParseCluster(result.Tokens[0].Value, result),
    };

    public Option<double> Timeout { get; } = Seconds("--timeout", "How many seconds a call may take.", 15);

    public Option<double> ConnectTimeout { get; } = Seconds("--connect-timeout", "For how many seconds to look for a node.", 5);

    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object, errors too.", Recursive = true };

    public Patience Patience(ParseResult parsed) =>
        new(TimeSpan.FromSeconds(parsed.GetValue(ConnectTimeout)), TimeSpan.FromSeconds(parsed.GetValue(Timeout)));

    private static Option<double> Seconds(string name, string description, double value)
    {
        var option = new Option<double>(name)
        {
            Description = description,
            HelpName = "SECONDS",
            Recursive = true,
            DefaultValueFactory = _ => value,
            CustomParser = Parsers.Seconds,
        };
        return option;
    }

    private static ClusterAddress? ParseCluster(string text, ArgumentResult result)
    {
        if (ClusterAddress.TryParse(text, out var problem) is { } address) return address;
        result.AddError(problem!);
        return null;
    }
}
