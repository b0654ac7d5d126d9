using System.CommandLine;

namespace Actors.Silo.Configuration;

/// <summary>The command line. Every option is another way to say a configuration key.</summary>
internal sealed class SiloCommand
{
    private readonly RootCommand _command = new(
        "Write-once registers decided by Paxos, with an HTTP API: one node of a cluster, or all of them in one process.\n"
        + $"Also set by appsettings.json and the environment ({Variable(SiloSettings.DataKey)}, {Variable(SiloSettings.UsersKey)}__0, ...).");

    private readonly List<(Option<string?> Option, string Key)> _options = [];

    public SiloCommand()
    {
        Add("--node", "NAME", SiloSettings.NodeKey, "Run this one node of the cluster, with --data for it alone. [default: all nodes in one process]");
        Add("--data", "DIR", SiloSettings.DataKey, $"Where the nodes keep their stores. [default: {SiloSettings.DefaultData}]");
        Add("--urls", "URL", SiloSettings.UrlsKey, $"Where HTTP is served. [default: {SiloSettings.DefaultUrls}]");
        Add("--allowed-hosts", "HOST", SiloSettings.AllowedHostsKey,
            "The names of this server, as in actors.example.com or *.example.com, ';' between several; * for any. [default: localhost and IP addresses only]");
        Add("--http-connections", "NUMBER", ConnectionSettings.HttpKey,
            $"How many connections to HTTP may be open. [default: half of the descriptors (ulimit -n) that nodes do not need, at most {ConnectionSettings.HttpDefaultMost}]");
        Add("--port-connections", "NUMBER", ConnectionSettings.PortKey,
            $"How many connections to each of the three ports of a node may be open. [default: the share of each in a quarter of these descriptors, at most {ConnectionSettings.PortDefaultMost}]");
        Add("--http-idle", "SECONDS", ConnectionSettings.IdleKey, $"For how long a connection to HTTP may ask for nothing before it is closed. [default: {ConnectionSettings.IdleDefault}]");
        Add("--acceptors", "3|5", SiloSettings.AcceptorsKey,
            $"How many nodes keep each register; a minority of them may fail. Fixed by the first start. [default: {SiloSettings.DefaultAcceptors}]");
        Add("--listen", "ADDRESS", SiloSettings.ListenKey, "Where to listen for other nodes and clients, as in 0.0.0.0. [default: the node's own address]");
        Add("--cluster", "LIST", SiloSettings.ClusterKey,
            "The nodes as name=host:port,...; each uses three ports from its own on. Names are fixed by the first start. [default: n1=127.0.0.1:7100,n2=127.0.0.1:7110,...]");
    }

    /// <returns>The exit code: 0 stopped or help shown, 1 could not run, 2 bad arguments.</returns>
    public async Task<int> RunAsync(string[] args, Func<IReadOnlyDictionary<string, string?>, Task<int>> run)
    {
        _command.SetAction((parsed, _) => run(_options.Where(option => parsed.GetResult(option.Option) is not null)
            .ToDictionary(option => option.Key, option => parsed.GetValue(option.Option))));
        var parsed = _command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("See --help.");
        return 2;
    }

    private void Add(string name, string value, string key, string description)
    {
        var option = new Option<string?>(name) { HelpName = value, Description = $"{description} ({key})" };
        _options.Add((option, key));
        _command.Add(option);
    }

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
