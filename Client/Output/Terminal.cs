using Spectre.Console;

namespace Actors.Client.Output;

/// <summary>Where a command reads and writes.</summary>
internal sealed class Terminal
{
    private const int WidthWhenRedirected = 200;

    /// <param name="output">The standard output.</param>
    /// <param name="error">The standard error.</param>
    /// <param name="input">Opens the standard input.</param>
    /// <param name="rawOutput">Opens the standard output for bytes.</param>
    /// <param name="isOutputTerminal">Whether a person sees the output; otherwise it is redirected.</param>
    /// <param name="isErrorTerminal">The same of the errors.</param>
    public Terminal(TextWriter output, TextWriter error, Func<Stream> input, Func<Stream> rawOutput, bool isOutputTerminal, bool isErrorTerminal)
    {
        (OpenInput, OpenRawOutput, IsOutputTerminal) = (input, rawOutput, isOutputTerminal);
        Output = isOutputTerminal ? new VisibleWriter(output) : output;
        Error = isErrorTerminal ? new VisibleWriter(error) : error;
        Console = Create(output);
        ErrorConsole = Create(error);
    }

    public static Terminal System { get; } = new(
        global::System.Console.Out, global::System.Console.Error, global::System.Console.OpenStandardInput, global::System.Console.OpenStandardOutput,
        !global::System.Console.IsOutputRedirected, !global::System.Console.IsErrorRedirected);

    /// <summary>Text is written as it is only if this is redirected.</summary>
    public TextWriter Output { get; }

    /// <summary>Whether a person sees <see cref="Output"/>.</summary>
    public bool IsOutputTerminal { get; }

    public TextWriter Error { get; }

    public Func<Stream> OpenInput { get; }

    public Func<Stream> OpenRawOutput { get; }

    /// <summary><see cref="Output"/>, for tables.</summary>
    public IAnsiConsole Console { get; }

    /// <summary><see cref="Error"/>, for progress.</summary>
    public IAnsiConsole ErrorConsole { get; }

    private static IAnsiConsole Create(TextWriter writer)
    {
        var output = new AnsiConsoleOutput(writer);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = output });
        if (!output.IsTerminal) console.Profile.Width = WidthWhenRedirected;
        return console;
    }
}
