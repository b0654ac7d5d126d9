using System.CommandLine;
using Actors.Client.Output;
using Actors.Demo;

namespace Actors.Client.Commands;

internal static class UserListCommand
{
    public static Command Create(Runner runner)
    {
        var command = new ClientCommand("list", "Show who is on the list, in the order in which they came.", "user list", "user list --json");
        runner.Handle(command, async (_, connect, cancellationToken) =>
        {
            await using var list = new UserList(await connect());
            var users = await list.ReadAsync(cancellationToken);
            return new Answer(ExitCode.Done, new { Users = users }, terminal =>
            {
                foreach (var user in users) terminal.Output.WriteLine(user);
                if (users.Count == 0) terminal.Error.WriteLine("empty: Nobody is on the list. 'user add NAME' adds somebody.");
            });
        });
        return command;
    }
}
