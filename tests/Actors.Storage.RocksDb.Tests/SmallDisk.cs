using System.Diagnostics;

namespace Actors.Storage.RocksDb.Tests;

/// <summary>A disk of its own in memory, which can be filled and made read-only. Where none can be mounted, the test is skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("small-disk-");

    internal SmallDisk(int mebibytes)
    {
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", Path)) return;
        _root.Delete();
        Assert.Skip("Needs the right to mount a disk in memory.");
    }

    internal string Path => _root.FullName;

    private string Ballast => System.IO.Path.Combine(Path, "lost+found");

    /// <summary>Leaves so many bytes free.</summary>
    internal void Fill(long free)
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        while (new DriveInfo(Path).AvailableFreeSpace > free) ballast.Write(page);
    }

    internal void Free() => File.Delete(Ballast);

    internal void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Path));

    internal void MakeWritable() => Assert.True(Run("mount", "-o", "remount,rw", Path));

    public void Dispose()
    {
        Assert.True(Run("umount", Path));
        _root.Delete();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        if (process is null) return false;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
