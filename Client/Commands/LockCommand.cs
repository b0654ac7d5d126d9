using System.CommandLine;
using Actors.Log.Locks;

namespace Actors.Client.Commands;

internal static class LockCommand
{
    public static Command Create(Runner runner) => new ClientCommand("lock", "Locks with leases and fencing tokens. What they protect must refuse smaller tokens than it has seen.")
    {
        LockAcquireCommand.Create(runner),
        LockRenewCommand.Create(runner),
        LockReleaseCommand.Create(runner),
        LockShowCommand.Create(runner),
    };

    public static Argument<string> Name() => new("NAME") { Description = "The lock: 1 to 256 characters.", CustomParser = result => Parsers.Name(result, LockService.NameMax)! };

    public static Option<double> Lease() => new("--lease")
    {
        Description = "For how many seconds: 0.1 to 86400.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 30,
        CustomParser = Parsers.Seconds,
    };

    public static Option<long> Token() => new("--token") { Description = "The fencing token of the grant.", HelpName = "TOKEN", Required = true, CustomParser = result => Parsers.Number(result) };

    public static TimeSpan WaitOf(double seconds) =>
        seconds is >= 0 and <= 86_400 ? TimeSpan.FromSeconds(seconds) : throw new UsageException("A wait has 0 to 86400 seconds.");

    public static TimeSpan LeaseOf(double seconds) =>
        seconds is >= 0.1 and <= 86_400 ? TimeSpan.FromSeconds(seconds) : throw new UsageException("A lease has 0.1 to 86400 seconds.");
}
