using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>The rooms of docs/design.md, section 4: which project may reference which. An arrow that is not listed is a defect.</summary>
public sealed class RoomsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Actors.Paxos"] = [],
        ["Actors.Engine"] = ["Actors.Paxos"],
        ["Actors.Histories"] = ["Actors.Paxos"],
        ["Actors.Abstractions"] = ["Actors.Paxos"],
        ["Actors.Runtime"] = ["Actors.Engine"],
        ["Actors.Clustering"] = ["Actors.Runtime", "Actors.Storage.RocksDb"],
        ["Actors.ClusterClient"] = ["Actors.Abstractions", "Actors.Runtime"],
        ["Actors.Grains"] = ["Actors.Abstractions", "Actors.Log", "Actors.Runtime"],
        ["Actors.Storage.RocksDb"] = ["Actors.Engine"],
        ["Actors.Replication"] = ["Actors.Paxos"],
        ["Actors.Server"] = ["Actors.ClusterClient", "Actors.Clustering", "Actors.Grains", "Actors.Storage.RocksDb"],
        ["Actors.Log"] = ["Actors.Abstractions", "Actors.Replication"],
        ["Actors.Demo"] = ["Actors.Abstractions", "Actors.Log"],
        ["Actors.Simulation"] = ["Actors.Paxos", "Actors.Engine", "Actors.Histories", "Actors.Replication"],
        ["Actors.Explorer"] = ["Actors.Abstractions", "Actors.Paxos"],
        ["Actors.Pages"] = ["Actors.Demo", "Actors.Explorer"],
        // Silo and Actors.Bench.DotNext are started as processes, never called.
        ["Actors.Bench"] = ["Actors.Abstractions", "Actors.Bench.DotNext", "Actors.ClusterClient", "Actors.Clustering", "Actors.Log", "Actors.Storage.RocksDb", "Silo"],
        ["Actors.Bench.DotNext"] = [],
        ["Actors.MicroBench"] = ["Actors.Paxos", "Actors.Engine", "Actors.Runtime"],
        ["Counter"] = ["Actors.Server"],
        ["Client"] = ["Actors.Abstractions", "Actors.ClusterClient", "Actors.Demo", "Actors.Histories", "Actors.Log"],
        ["Silo"] = ["Actors.Abstractions", "Actors.Demo", "Actors.Log", "Actors.Pages", "Actors.Server"],
    };

    public static TheoryData<string> Projects => [.. Files().Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_its_room_may(string project)
    {
        Assert.True(Allowed.TryGetValue(project, out var allowed), $"{project} is not in the table of rooms.");
        Assert.Empty(References(project).Except(allowed));
    }

    [Fact]
    public void The_rules_know_neither_tasks_nor_clocks_nor_randomness()
    {
        string[] banned = ["System.Threading.Tasks", "async ", "await ", "Task<", "DateTime", "Stopwatch", "TimeProvider", "Random", "ILogger"];
        foreach (var file in Sources("Actors.Paxos"))
            foreach (var word in banned)
                Assert.False(File.ReadAllText(file).Contains(word, StringComparison.Ordinal), $"{Path.GetFileName(file)} uses {word.Trim()}.");
    }

    [Fact]
    public void The_rules_of_a_log_know_neither_tasks_nor_clocks_nor_randomness()
    {
        string[] banned = ["System.Threading.Tasks", "async ", "await ", "Task<", "DateTime", "Stopwatch", "TimeProvider", "new Random", "Random.Shared", "lock ("];
        foreach (var file in Sources("Actors.Replication"))
            foreach (var word in banned)
                Assert.False(File.ReadAllText(file).Contains(word, StringComparison.Ordinal), $"{Path.GetFileName(file)} uses {word.Trim()}.");
    }

    [Fact]
    public void The_engine_knows_neither_tasks_nor_clocks()
    {
        string[] banned = ["async ", "await ", "Task<", "DateTime", "Stopwatch", "TimeProvider", "new Random", "Random.Shared", "lock ("];
        foreach (var file in Sources("Actors.Engine"))
            foreach (var word in banned)
                Assert.False(File.ReadAllText(file).Contains(word, StringComparison.Ordinal), $"{Path.GetFileName(file)} uses {word.Trim()}.");
    }

    private static IEnumerable<string> Files() =>
        new[] { "src", "verification", "demo", "samples", "Silo", "Client", "bench" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.csproj", SearchOption.AllDirectories));

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root(), "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(Files().Single(file => Path.GetFileNameWithoutExtension(file) == project))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
