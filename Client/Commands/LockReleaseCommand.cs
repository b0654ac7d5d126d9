using System.CommandLine;
using Actors.Log.Locks;

namespace Actors.Client.Commands;

internal static class LockReleaseCommand
{
    public static Command Create(Runner runner)
    {
        var (name, token) = (LockCommand.Name(), LockCommand.Token());
        var command = new ClientCommand("release", "Give a lock back. Exit code 1 if it was lost before.", "lock release nightly-job --token 7") { name, token };
        command.Advice = "The lock may yet be released: release it again with the same token.";
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            await using var locks = new LockService(await connect(), runner.Time);
            return LockAnswer.Of(parsed.GetRequiredValue(name), await locks.ReleaseAsync(parsed.GetRequiredValue(name), parsed.GetValue(token), cancellationToken));
        });
        return command;
    }
}
