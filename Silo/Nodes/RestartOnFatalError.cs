namespace Actors.Silo.Nodes;

/// <summary>
/// What a silo calls when it cannot go on, for one because the others have declared it dead while it was paused or cut off. Orleans would end the
/// process; here the silo is started again: all that counts is on disk.
/// </summary>
internal sealed class RestartOnFatalError(Action<string> restart) : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) =>
        restart(context ?? exception?.Message ?? "no reason given");
}
