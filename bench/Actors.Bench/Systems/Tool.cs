using System.ComponentModel;
using System.Diagnostics;

namespace Actors.Bench.Systems;

/// <summary>Programs that tell something and end.</summary>
internal static class Tool
{
    /// <summary>What it prints.</summary>
    /// <exception cref="BenchException">It is not there, or fails; the message says how to install it.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, string name, string install, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? text : throw new BenchException($"{name}: '{program}' failed with exit code {process.ExitCode}: {await errors}");
        }
        catch (Win32Exception exception)
        {
            throw new BenchException($"{name} is missing: there is no '{program}'. Install it: {install}; bench/run does so.", exception);
        }
    }
}
