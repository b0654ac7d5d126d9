using System.CommandLine;
using Actors.Log.KeyValues;

namespace Actors.Client.Commands;

internal static class KeyValueCommand
{
    public static Command Create(Runner runner) => new ClientCommand("kv", "A map whose values may change, each change on a condition if wanted.")
    {
        KeyValueGetCommand.Create(runner),
        KeyValueSetCommand.Create(runner),
        KeyValueDeleteCommand.Create(runner),
    };

    /// <summary>What to do when it is not known whether a change was made.</summary>
    public const string Advice = "The change may yet be made: look with 'kv get' before you repeat it.";

    public static Argument<string> Key() => new("KEY") { Description = "1 to 512 characters.", CustomParser = result => Parsers.Name(result, KeyValueMap.KeyMax)! };

    public static Option<long?> IfVersion() => new("--if-version") { Description = "Only if the value has this version.", HelpName = "VERSION", CustomParser = result => Parsers.Number(result) };
}
