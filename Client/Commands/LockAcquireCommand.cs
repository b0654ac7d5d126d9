using System.CommandLine;
using Actors.Log.Locks;

namespace Actors.Client.Commands;

internal static class LockAcquireCommand
{
    public static Command Create(Runner runner)
    {
        var (name, lease) = (LockCommand.Name(), LockCommand.Lease());
        var owner = new Option<string>("--owner") { Description = "Who: a name of one's own.", HelpName = "NAME", Required = true };
        var command = new ClientCommand(
            "acquire", "Take a lock if nobody holds it. Exit code 1 if somebody does.", "lock acquire nightly-job --owner anna", "lock acquire nightly-job --owner anna --lease 5")
        {
            name, owner, lease,
        };
        command.Advice = "The lock may yet be granted: acquire it again as the same owner, who is given the same grant.";
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            var duration = LockCommand.LeaseOf(parsed.GetValue(lease));
            await using var locks = new LockService(await connect(), runner.Time);
            return LockAnswer.Of(parsed.GetRequiredValue(name), await locks.AcquireAsync(parsed.GetRequiredValue(name), parsed.GetRequiredValue(owner), duration, cancellationToken));
        });
        return command;
    }
}
