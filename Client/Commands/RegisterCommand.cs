using System.CommandLine;

namespace Actors.Client.Commands;

internal static class RegisterCommand
{
    public static Command Create(Runner runner) => new ClientCommand("register", "Initialise, read and inspect registers.")
    {
        RegisterSetCommand.Create(runner),
        RegisterGetCommand.Create(runner),
        RegisterAcceptorsCommand.Create(runner),
    };

    public static Argument<Paxos.RegisterKey> Key() => new("KEY")
    {
        Description = "1 to 512 bytes of UTF-8; slashes are ordinary characters.",
        CustomParser = Parsers.Key,
    };
}
