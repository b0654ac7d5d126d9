using System.CommandLine;
using Actors.Client.Cluster;
using Actors.Client.Output;
using Actors.Registers;

namespace Actors.Client;

/// <summary>Runs commands: connects, asks, prints the answer or the failure, and says how it went.</summary>
internal sealed class Runner(GlobalOptions options, IConnector connector, Terminal terminal, TimeProvider time)
{
    public Terminal Terminal => terminal;

    public TimeProvider Time => time;

    /// <summary>Gives a command a body that asks the registers of the cluster.</summary>
    public void Handle(Command command, Func<ParseResult, Func<Task<IRegisters>>, CancellationToken, Task<Answer>> body) =>
        command.SetAction((parsed, cancellationToken) => AnswerAsync(parsed, async () =>
        {
            IConnection? connection = null;
            try
            {
                return await body(
                    parsed,
                    async () => (connection = await ConnectAsync(parsed, NodesOf(parsed), cancellationToken)).Registers,
                    cancellationToken);
            }
            finally
            {
                if (connection is not null) await connection.DisposeAsync();
            }
        }));

    /// <summary>Gives a command a body that connects as it likes.</summary>
    public void Handle(Command command, Func<ParseResult, CancellationToken, Task<Answer>> body) =>
        command.SetAction((parsed, cancellationToken) => AnswerAsync(parsed, () => body(parsed, cancellationToken)));

    public IReadOnlyList<ClusterNode> NodesOf(ParseResult parsed) => parsed.GetRequiredValue(options.Cluster).Nodes;

    public bool AsJson(ParseResult parsed) => parsed.GetValue(options.Json);

    public Patience PatienceOf(ParseResult parsed) => options.Patience(parsed);

    public Task<IConnection> ConnectAsync(ParseResult parsed, IReadOnlyList<ClusterNode> nodes, CancellationToken cancellationToken) =>
        connector.ConnectAsync(nodes, options.Patience(parsed), cancellationToken);

    private async Task<int> AnswerAsync(ParseResult parsed, Func<Task<Answer>> body)
    {
        Answer answer;
        try
        {
            answer = await body();
        }
        catch (Exception exception)
        {
            answer = Failures.Of(exception, ((ClientCommand)parsed.CommandResult.Command).Advice);
        }
        answer.Write(terminal, AsJson(parsed));
        return answer.ExitCode;
    }
}
