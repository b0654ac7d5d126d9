using System.Diagnostics;
using System.Text.Json;

namespace Actors.Client.Tests.EndToEnd;

/// <summary><c>dotnet Client.dll</c>, run to its end.</summary>
internal sealed record ClientProcess(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

    public static async Task<ClientProcess> RunAsync(string cluster, byte[]? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Client.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ACTORS_CLUSTER"] = cluster },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await using (var standardInput = process.StandardInput.BaseStream) await standardInput.WriteAsync(input ?? []);
        await process.WaitForExitAsync();
        return new ClientProcess(process.ExitCode, await output, await error);
    }
}
