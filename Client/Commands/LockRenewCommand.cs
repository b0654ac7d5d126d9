using System.CommandLine;
using Actors.Log.Locks;

namespace Actors.Client.Commands;

internal static class LockRenewCommand
{
    public static Command Create(Runner runner)
    {
        var (name, token, lease) = (LockCommand.Name(), LockCommand.Token(), LockCommand.Lease());
        var command = new ClientCommand("renew", "Hold a lock for longer, from now on. Exit code 1 if it is lost.", "lock renew nightly-job --token 7 --lease 5") { name, token, lease };
        command.Advice = "The lease may be longer or not: renew again with the same token.";
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            var duration = LockCommand.LeaseOf(parsed.GetValue(lease));
            await using var locks = new LockService(await connect(), runner.Time);
            return LockAnswer.Of(parsed.GetRequiredValue(name), await locks.RenewAsync(parsed.GetRequiredValue(name), parsed.GetValue(token), duration, cancellationToken));
        });
        return command;
    }
}
