using System.CommandLine;
using Actors.Log.Locks;

namespace Actors.Client.Commands;

internal static class LockAcquireCommand
{
    public static Command Create(Runner runner)
    {
        var (name, lease) = (LockCommand.Name(), LockCommand.Lease());
        var owner = new Option<string>("--owner") { Description = "Name of the lock owner.", HelpName = "NAME", Required = true };
        var wait = new Option<double>("--wait")
        {
            Description = "For how many seconds to go on asking while another owner holds it: 0 to 86400. To outlast a dead holder takes its lease and 5 %.",
            HelpName = "SECONDS",
            CustomParser = result => result.Tokens[0].Value == "0" ? 0 : Parsers.Seconds(result),
        };
        var command = new ClientCommand(
            "acquire", "Take a lock if it is free. Exit code 1 if another owner holds it.",
            "lock acquire nightly-job --owner anna", "lock acquire nightly-job --owner anna --lease 5 --wait 60")
        {
            name, owner, lease, wait,
        };
        command.Advice = "The lock may yet be granted: acquire it again as the same owner, who is given the same grant.";
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            var duration = LockCommand.LeaseOf(parsed.GetValue(lease));
            var patience = LockCommand.WaitOf(parsed.GetValue(wait));
            await using var locks = new LockService(await connect(), runner.Time);
            var result = await locks.AcquireAsync(parsed.GetRequiredValue(name), parsed.GetRequiredValue(owner), duration, patience, cancellationToken);
            return LockAnswer.Of(parsed.GetRequiredValue(name), result);
        });
        return command;
    }
}
