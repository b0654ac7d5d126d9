using Actors.Client.Output;
using Actors.Log.KeyValues;

namespace Actors.Client.Commands;

/// <summary>What is said of a change.</summary>
internal static class KeyValueAnswer
{
    public static Answer Of(string key, KeyValueResult result, string done)
    {
        var json = new { Key = key, result.Done, result.Version };
        var now = result.Version is { } version ? $"it has version {version}" : "there is none";
        return result.Done ? Answer.Line(ExitCode.Done, json, $"{done}: {now}") : Answer.Without(ExitCode.Lost, json, $"not done: The condition does not hold; {now}.");
    }

    public static Answer Missing(string key) => Answer.Without(ExitCode.Lost, new { Key = key, Exists = false }, $"missing: '{key}' has no value.");
}
