using System.Runtime.InteropServices;

namespace Actors.Storage.RocksDb.Tests;

/// <summary>Makes every write past an offset fail with EFBIG, in the whole process, until it is disposed. Linux on 64 bits.</summary>
internal sealed partial class FileSizeLimit : IDisposable
{
    private const int FileSize = 1, SignalFileSize = 25;
    private static readonly nint Ignore = 1;

    private readonly Limit _before;

    private FileSizeLimit(Limit before) => _before = before;

    internal static FileSizeLimit Of(long bytes)
    {
        Signal(SignalFileSize, Ignore);
        Check(GetLimit(FileSize, out var before));
        var now = before with { Soft = (ulong)bytes };
        Check(SetLimit(FileSize, in now));
        return new FileSizeLimit(before);
    }

    public void Dispose() => Check(SetLimit(FileSize, in _before));

    private static void Check(int result)
    {
        if (result != 0) throw new InvalidOperationException($"The limit cannot be set: error {Marshal.GetLastPInvokeError()}.");
    }

    private record struct Limit(ulong Soft, ulong Hard);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);
}
