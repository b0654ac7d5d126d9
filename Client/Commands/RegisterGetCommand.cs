using System.CommandLine;
using Actors.Client.Output;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Client.Commands;

internal static class RegisterGetCommand
{
    public static Command Create(Runner runner)
    {
        var key = RegisterCommand.Key();
        var wait = new Option<double?>("--wait")
        {
            Description = "Wait for the decision, at most SECONDS, by default without limit.",
            HelpName = "SECONDS",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => result.Tokens.Count == 0 ? double.PositiveInfinity : Parsers.Seconds(result),
        };
        var raw = new Option<bool>("--raw") { Description = "Print the bytes as they are, without a line end; not to a terminal, which they may command." };
        var command = new ClientCommand(
            "get",
            "Read a register (linearizable). Exit code 1 if it is undecided.",
            "register get leader",
            "register get leader --wait 30",
            "register get logo --raw > logo.png")
        {
            key, wait, raw,
        };
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            if (parsed.GetValue(raw) && runner.Terminal.IsOutputTerminal && !runner.AsJson(parsed))
                throw new UsageException("--raw prints bytes that others wrote and that may command a terminal. Redirect the output, as in > FILE.");
            var registers = await connect();
            var register = parsed.GetValue(key);
            return parsed.GetValue(wait) is { } seconds
                ? await WaitAsync(registers, register, seconds, parsed.GetValue(raw), runner.Time, cancellationToken)
                : await ReadAsync(registers, register, parsed.GetValue(raw), cancellationToken);
        });
        return command;
    }

    private static async Task<Answer> ReadAsync(IRegisters registers, RegisterKey key, bool raw, CancellationToken cancellationToken)
    {
        var outcome = await registers.ReadAsync(key, cancellationToken);
        return outcome switch
        {
            { Proposal: { } winner } => RegisterAnswer.OfRead(key, winner, raw),
            { Kind: OutcomeKind.Undecided } => RegisterAnswer.Undecided(key),
            _ => RegisterAnswer.Open(key, outcome),
        };
    }

    private static async Task<Answer> WaitAsync(
        IRegisters registers, RegisterKey key, double seconds, bool raw, TimeProvider time, CancellationToken cancellationToken)
    {
        var limit = double.IsFinite(seconds) ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
        using var expiry = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        try
        {
            return RegisterAnswer.OfRead(key, await registers.WaitAsync(key, either.Token), raw);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Only a last look tells an undecided register from nodes that do not answer.
            return await ReadAsync(registers, key, raw, cancellationToken);
        }
    }
}
