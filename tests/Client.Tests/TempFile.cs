namespace Actors.Client.Tests;

/// <summary>A file that goes with the test.</summary>
internal sealed class TempFile : IDisposable
{
    public TempFile(string? content = null)
    {
        if (content is not null) File.WriteAllText(Path, content);
    }

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
