using System.CommandLine;

namespace Actors.Client.Commands;

internal static class KeyValueCommand
{
    public static Command Create(Runner runner) => new ClientCommand("kv", "A map whose values may change, each change on a condition if wanted.")
    {
        KeyValueGetCommand.Create(runner),
        KeyValueSetCommand.Create(runner),
        KeyValueDeleteCommand.Create(runner),
    };

    public static Argument<string> Key() => new("KEY") { Description = "1 to 512 characters." };

    public static Option<long?> IfVersion() => new("--if-version") { Description = "Only if the value has this version.", HelpName = "VERSION" };
}
