using System.CommandLine;
using Actors.Log.Locks;

namespace Actors.Client.Commands;

internal static class LockShowCommand
{
    public static Command Create(Runner runner)
    {
        var name = LockCommand.Name();
        var command = new ClientCommand("show", "Tell who holds a lock. Exit code 1 if nobody does.", "lock show nightly-job") { name };
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            await using var locks = new LockService(await connect(), runner.Time);
            var grant = await locks.FindAsync(parsed.GetRequiredValue(name), cancellationToken);
            return LockAnswer.Of(parsed.GetRequiredValue(name), grant is null ? ExitCode.Lost : ExitCode.Done, grant, done: true);
        });
        return command;
    }
}
