namespace Actors.Testing;

/// <summary>A directory for one test.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("actors-tests-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
