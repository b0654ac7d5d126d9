using System.CommandLine;
using System.Text;
using Actors.Client.Output;
using Actors.Log.KeyValues;

namespace Actors.Client.Commands;

internal static class KeyValueGetCommand
{
    public static Command Create(Runner runner)
    {
        var key = KeyValueCommand.Key();
        var command = new ClientCommand("get", "Show the value of a key. Exit code 1 if there is none.", "kv get config", "kv get config --json") { key };
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(key);
            await using var map = new KeyValueMap(await connect());
            return await map.GetAsync(name, cancellationToken) is { } item
                ? Answer.Line(ExitCode.Done, new { Key = name, Value = Encoding.UTF8.GetString(item.Value), item.ContentType, item.Version }, Encoding.UTF8.GetString(item.Value))
                : KeyValueAnswer.Missing(name);
        });
        return command;
    }
}
