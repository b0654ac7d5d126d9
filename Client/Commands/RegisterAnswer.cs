using Actors.Client.Output;
using Actors.Paxos;

namespace Actors.Client.Commands;

/// <summary>What is said of a register.</summary>
internal static class RegisterAnswer
{
    public static Answer OfProposal(RegisterKey key, Outcome outcome, Proposal winner, bool won) => Answer.Line(
        won ? ExitCode.Done : ExitCode.Lost,
        Json(key, winner, won, outcome.Rounds),
        $"{(won ? "won" : "lost")}: {key} = {ValueText.Show(winner.Value)}");

    public static Answer OfRead(RegisterKey key, Proposal winner, bool raw) => new(ExitCode.Done, Json(key, winner), terminal =>
    {
        if (raw) WriteRaw(terminal, winner.Value);
        else terminal.Output.WriteLine(ValueText.Show(winner.Value));
    });

    public static Answer Undecided(RegisterKey key) =>
        Answer.Without(ExitCode.Lost, new { Key = key.Value, Decided = false }, $"undecided: Register '{key}' has no value yet.");

    /// <summary>Without a decision: what to do next.</summary>
    public static Answer Open(RegisterKey key, Outcome outcome, ProposalId? own = null)
    {
        var next = own is null ? "Ask again." : $"The proposal may yet win: ask again with --proposal {own}.";
        return outcome.Kind == OutcomeKind.NoQuorum
            ? Answer.Failure(ExitCode.Unknown, "no-quorum", $"Register '{key}': too few acceptors answer ({outcome.Answered} did). {next}", own?.Value)
            : Answer.Failure(ExitCode.Unknown, "unknown-outcome", $"Register '{key}': no decision before the deadline. {next}", own?.Value);
    }

    private static object Json(RegisterKey key, Proposal winner, bool? won = null, int? rounds = null)
    {
        var text = ValueText.TryDecode(winner.Value.Bytes.Span);
        return new
        {
            Key = key.Value,
            Decided = true,
            Won = won,
            Proposal = winner.Id.Value,
            winner.Value.ContentType,
            Value = text,
            ValueBase64 = text is null ? Convert.ToBase64String(winner.Value.Bytes.Span) : null,
            Rounds = rounds,
        };
    }

    private static void WriteRaw(Terminal terminal, RegisterValue value)
    {
        using var output = terminal.OpenRawOutput();
        output.Write(value.Bytes.Span);
        output.Flush();
    }
}
