using System.CommandLine;

namespace Actors.Client.Commands;

internal static class UserCommand
{
    public static Command Create(Runner runner) => new ClientCommand("user", "The list that the user of the day is picked from.")
    {
        UserListCommand.Create(runner),
        UserChangeCommand.Create(runner, isAdding: true),
        UserChangeCommand.Create(runner, isAdding: false),
    };
}
