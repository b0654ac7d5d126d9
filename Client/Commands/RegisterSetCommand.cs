using System.CommandLine;
using System.Text;
using Actors.Client.Output;
using Actors.Demo;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Client.Commands;

internal static class RegisterSetCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Create(Runner runner)
    {
        var key = RegisterCommand.Key();
        var value = new Argument<string>("VALUE") { Description = "The value to propose, at most 64 KiB; '-' reads it from the standard input." };
        var contentType = new Option<string>("--content-type")
        {
            Description = "What the value is.",
            HelpName = "TYPE",
            DefaultValueFactory = _ => "text/plain",
        };
        var proposal = new Option<ProposalId?>("--proposal")
        {
            Description = "The id of the proposal; the same for every retry. By default a fresh one.",
            HelpName = "UUID",
            CustomParser = Parsers.Proposal,
        };
        var command = new ClientCommand(
            "set",
            "Propose a value for a register and tell which one it has for ever. Exit code 1 if another one won. Registers of the system and of the demo (orders/17) can only be read.",
            "register set leader n1",
            "register set settings/v1 - --content-type application/json < settings.json",
            "register set leader n1 --proposal 4be1bb4e-6c5c-4a2e-9d3a-0c8f5b7f6a11")
        {
            key, value, contentType, proposal,
        };
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            if (DemoKeys.Space.ProblemOf(parsed.GetValue(key)) is { } reserved) throw new UsageException(reserved);
            var bytes = await ReadAsync(parsed.GetRequiredValue(value), runner.Terminal, cancellationToken);
            var own = new Proposal(parsed.GetValue(proposal) ?? ProposalId.New(), ValueOf(bytes, parsed.GetRequiredValue(contentType)));
            return await ProposeAsync(await connect(), parsed.GetValue(key), own, cancellationToken);
        });
        return command;
    }

    private static async Task<Answer> ProposeAsync(IRegisters registers, RegisterKey key, Proposal own, CancellationToken cancellationToken)
    {
        Outcome outcome;
        try
        {
            outcome = await registers.ProposeAsync(key, own, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            outcome = new Outcome(OutcomeKind.Unknown, null, 0, 0);
        }
        if (outcome.Proposal is not { } winner) return RegisterAnswer.Open(key, outcome, own.Id);
        if (winner.Id == own.Id && winner != own)
            throw new UsageException($"Proposal {own.Id} was used for another value of register '{key}'. Use a fresh id.");
        return RegisterAnswer.OfProposal(key, outcome, winner, won: winner.Id == own.Id);
    }

    private static RegisterValue ValueOf(ReadOnlyMemory<byte> bytes, string contentType)
    {
        try
        {
            return new RegisterValue(bytes, contentType);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(string value, Terminal terminal, CancellationToken cancellationToken)
    {
        if (value != "-") return Utf8.GetBytes(value);
        var buffer = new byte[RegisterValue.MaxBytes + 1];
        await using var input = terminal.OpenInput();
        var length = await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= RegisterValue.MaxBytes
            ? buffer.AsMemory(0, length)
            : throw new UsageException($"A register value has at most {RegisterValue.MaxBytes} bytes; the standard input has more.");
    }
}
