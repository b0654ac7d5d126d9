using System.Runtime.InteropServices;

namespace Actors.Silo;

/// <summary>
/// Tells the process to stop, from its very start on, and sees to it that it does: once it is told, the process ends within <see cref="Limit"/>, whatever
/// it is doing. All that counts is on disk, and the cluster takes a node that is gone at any time.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    /// <summary>Below the 10 s after which init systems kill.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(9);

    private readonly CancellationTokenSource _told = new();
    private readonly PosixSignalRegistration[] _signals;
    private int _begun;

    public StopSignal() =>
        _signals = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    /// <summary>Cancelled by the first SIGTERM, SIGINT (Ctrl-C) or SIGQUIT; later ones change nothing.</summary>
    public CancellationToken Told => _told.Token;

    /// <summary>From now on the process has <see cref="Limit"/> to end by itself. Only the first call counts.</summary>
    /// <param name="exitCode">What it ends with if it does not.</param>
    public void Begin(int exitCode)
    {
        if (Interlocked.Exchange(ref _begun, 1) == 1) return;
        // A thread of its own: it must not wait for those that hang.
        new Thread(() => EndAfterLimit(exitCode)) { IsBackground = true, Name = nameof(StopSignal) }.Start();
    }

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        Begin(exitCode: 0);
        _told.Cancel();
    }

    private static void EndAfterLimit(int exitCode)
    {
        Thread.Sleep(Limit);
        Console.Error.WriteLine($"Still not stopped after {Limit.TotalSeconds} s: the process ends now. All that was answered is on disk.");
        // Not Environment.Exit, which runs the destructors of a store that other threads are using, and may wait for them.
        if (OperatingSystem.IsWindows()) Environment.Exit(exitCode);
        else ExitNow(exitCode);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    private static extern void ExitNow(int exitCode);
}
