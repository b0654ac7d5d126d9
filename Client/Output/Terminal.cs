using Spectre.Console;

namespace Actors.Client.Output;

/// <summary>Where a command reads and writes.</summary>
internal sealed class Terminal
{
    private const int WidthWhenRedirected = 200;

    public Terminal(TextWriter output, TextWriter error, Func<Stream> input, Func<Stream> rawOutput)
    {
        (Output, Error, OpenInput, OpenRawOutput) = (output, error, input, rawOutput);
        Console = Create(output);
        ErrorConsole = Create(error);
    }

    public static Terminal System { get; } =
        new(global::System.Console.Out, global::System.Console.Error, global::System.Console.OpenStandardInput, global::System.Console.OpenStandardOutput);

    public TextWriter Output { get; }

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
