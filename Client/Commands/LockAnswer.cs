using Actors.Client.Output;
using Actors.Log.Locks;

namespace Actors.Client.Commands;

/// <summary>What is said of a lock.</summary>
internal static class LockAnswer
{
    public static Answer Of(string name, LockResult result) =>
        Of(name, result.Done ? ExitCode.Done : ExitCode.Lost, result.Grant, result.Done, result.Outcome == LockOutcome.TooLate);

    public static Answer Of(string name, int exitCode, LockGrant? grant, bool done, bool tooLate = false)
    {
        var json = new { Name = name, Done = done, grant?.Owner, grant?.Token, grant?.ExpiresAt };
        var holder = tooLate ? "the lease was over before the answer; ask for a longer one"
            : grant is null ? "nobody holds it"
            : $"{grant.Owner} holds it with token {grant.Token} until {grant.ExpiresAt:yyyy-MM-dd HH:mm:ss.fff}Z";
        return done ? Answer.Line(exitCode, json, holder) : Answer.Without(exitCode, json, $"not done: {holder}.");
    }
}
