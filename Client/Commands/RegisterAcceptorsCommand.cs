using System.CommandLine;
using Actors.Client.Output;
using Actors.Paxos;
using Actors.Registers;
using Spectre.Console;

namespace Actors.Client.Commands;

internal static class RegisterAcceptorsCommand
{
    public static Command Create(Runner runner)
    {
        var key = RegisterCommand.Key();
        var command = new ClientCommand(
            "acceptors",
            "Show what each acceptor of a register holds. Exit code 3 if no majority answers.",
            "register acceptors leader")
        {
            key,
        };
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            var register = parsed.GetValue(key);
            return Of(register, await (await connect()).InspectAsync(register, cancellationToken));
        });
        return command;
    }

    private static Answer Of(RegisterKey key, IReadOnlyList<AcceptorView> views)
    {
        var answered = views.Count(view => view.State is not null);
        return new Answer(
            answered > views.Count / 2 ? ExitCode.Done : ExitCode.Unknown,
            new { Key = key.Value, Acceptors = views.Select(Json) },
            terminal => terminal.Console.Write(Table(views)));
    }

    private static object Json(AcceptorView view) => new
    {
        view.Node,
        Answered = view.State is not null,
        Promised = view.State?.Promised.ToString(),
        Accepted = view.State?.Accepted is { } accepted ? new { Ballot = accepted.Ballot.ToString(), Proposal = accepted.Proposal.Id.Value } : null,
        Chosen = view.State?.Chosen?.Id.Value,
    };

    private static Table Table(IReadOnlyList<AcceptorView> views)
    {
        var table = Tables.Create("node", "promised", "accepted", "chosen");
        foreach (var (node, state) in views.Select(view => (view.Node, view.State)))
        {
            if (state is null) Tables.Row(table, node, "did not answer", "", "");
            else if (state.Chosen is { } chosen) Tables.Row(table, node, "", "", chosen.Id.ToString());
            else Tables.Row(table, node, state.Promised.ToString(), Accepted(state.Accepted), "");
        }
        return table;
    }

    private static string Accepted(AcceptedPair? pair) => pair is null ? "nothing" : $"{pair.Proposal.Id} at {pair.Ballot}";
}
