using System.CommandLine;
using Actors.Client.Output;
using Actors.Demo;

namespace Actors.Client.Commands;

/// <summary><c>user add</c> and <c>user remove</c>.</summary>
internal static class UserChangeCommand
{
    public static Command Create(Runner runner, bool isAdding)
    {
        var name = new Argument<string>("NAME") { Description = "1 to 200 characters." };
        var command = new ClientCommand(
            isAdding ? "add" : "remove",
            isAdding ? "Put somebody on the list. Exit code 1 if it is full." : "Take somebody off the list. Exit code 1 if they are not on it.",
            isAdding ? "user add anna" : "user remove anna")
        {
            name,
        };
        command.Advice = "The change may yet be made: ask again, which is harmless.";
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            var user = parsed.GetRequiredValue(name);
            if (UserList.ProblemOf(user) is { } problem) throw new UsageException(problem);
            await using var list = new UserList(await connect());
            return isAdding ? Added(user, await list.AddAsync(user, cancellationToken)) : Removed(user, await list.RemoveAsync(user, cancellationToken));
        });
        return command;
    }

    private static Answer Added(string user, UserListResult result) => result switch
    {
        UserListResult.Changed => Answer.Line(ExitCode.Done, new { Name = user, Added = true }, $"added: {user}"),
        UserListResult.Unchanged => Answer.Line(ExitCode.Done, new { Name = user, Added = false }, $"there already: {user}"),
        _ => Answer.Without(ExitCode.Lost, new { Name = user, Added = false, Full = true }, $"full: The list has {UserList.CountMax} users."),
    };

    private static Answer Removed(string user, UserListResult result) => result == UserListResult.Changed
        ? Answer.Line(ExitCode.Done, new { Name = user, Removed = true }, $"removed: {user}")
        : Answer.Without(ExitCode.Lost, new { Name = user, Removed = false }, $"missing: '{user}' is not on the list.");
}
