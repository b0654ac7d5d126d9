namespace Actors.Client.Output;

/// <summary>What a command ends with.</summary>
/// <param name="ExitCode">See <see cref="Client.ExitCode"/>.</param>
/// <param name="Json">What <c>--json</c> prints.</param>
/// <param name="Print">What is printed otherwise.</param>
internal sealed record Answer(int ExitCode, object Json, Action<Terminal> Print)
{
    /// <summary>One line on the standard output.</summary>
    public static Answer Line(int exitCode, object json, string line) => new(exitCode, json, terminal => terminal.Output.WriteLine(line));

    /// <summary>An answer without a value: one line on the standard error.</summary>
    public static Answer Without(int exitCode, object json, string line) => new(exitCode, json, terminal => terminal.Error.WriteLine(line));

    /// <summary>A failure with a stable name.</summary>
    public static Answer Failure(int exitCode, string error, string message, object? proposal = null) =>
        new(exitCode, new { Error = error, Message = message, Proposal = proposal }, terminal => terminal.Error.WriteLine($"{error}: {message}"));

    public void Write(Terminal terminal, bool asJson)
    {
        if (asJson) terminal.Output.WriteLine(JsonText.Of(Json));
        else Print(terminal);
    }
}
