using System.CommandLine;
using System.Text;
using Actors.Log.KeyValues;

namespace Actors.Client.Commands;

internal static class KeyValueSetCommand
{
    public static Command Create(Runner runner)
    {
        var key = KeyValueCommand.Key();
        var value = new Argument<string>("VALUE") { Description = "The value, at most 40 KiB." };
        var ifVersion = KeyValueCommand.IfVersion();
        var ifAbsent = new Option<bool>("--if-absent") { Description = "Only if there is no value." };
        var command = new ClientCommand(
            "set",
            "Set the value of a key. Exit code 1 if the condition does not hold.",
            "kv set config v1 --if-absent",
            "kv set config v2 --if-version 1")
        {
            key, value, ifVersion, ifAbsent,
        };
        command.Advice = KeyValueCommand.Advice;
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            var bytes = Encoding.UTF8.GetBytes(parsed.GetRequiredValue(value));
            var name = parsed.GetRequiredValue(key);
            if (bytes.Length > KeyValueMap.ValueBytesMax) throw new UsageException($"A value has at most {KeyValueMap.ValueBytesMax} bytes; this one has {bytes.Length}.");
            await using var map = new KeyValueMap(await connect());
            var change = new Log.KeyValues.KeyValueCommand(name, bytes, "text/plain", parsed.GetValue(ifVersion), parsed.GetValue(ifAbsent));
            return KeyValueAnswer.Of(name, await map.ChangeAsync(change, cancellationToken), "set");
        });
        return command;
    }
}
