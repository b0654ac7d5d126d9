using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Actors.Client;

/// <summary>The usual help, then the examples of the command and what it returns.</summary>
internal sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ClientCommand { Examples.Count: > 0 } command)
        {
            output.WriteLine("Examples:");
            foreach (var example in command.Examples) output.WriteLine($"  {ClientCommand.Program} {example}");
            output.WriteLine();
        }
        output.WriteLine("Exit codes:");
        output.WriteLine("  0 done, 1 lost the race or undecided, 2 bad usage, 3 no quorum or unknown outcome");
        return ExitCode.Done;
    }
}
