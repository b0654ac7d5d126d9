using System.CommandLine;
using Actors.Log.KeyValues;

namespace Actors.Client.Commands;

internal static class KeyValueDeleteCommand
{
    public static Command Create(Runner runner)
    {
        var key = KeyValueCommand.Key();
        var ifVersion = KeyValueCommand.IfVersion();
        var command = new ClientCommand(
            "delete", "Remove a key and its value. Exit code 1 if there is none or the condition does not hold.", "kv delete config", "kv delete config --if-version 2")
        {
            key, ifVersion,
        };
        command.Advice = KeyValueCommand.Advice;
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(key);
            await using var map = new KeyValueMap(await connect());
            var result = await map.ChangeAsync(new Log.KeyValues.KeyValueCommand(name, null, IfVersion: parsed.GetValue(ifVersion)), cancellationToken);
            return result is { Done: true, Existed: false } ? KeyValueAnswer.Missing(name) : KeyValueAnswer.Of(name, result, "deleted");
        });
        return command;
    }
}
