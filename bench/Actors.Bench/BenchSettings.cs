using Actors.Bench.Load;
using Actors.Bench.Systems;

namespace Actors.Bench;

/// <summary>What to measure, and how long.</summary>
/// <param name="Systems">Which systems.</param>
/// <param name="Cases">Which loads, in this order; those that kill a server come last.</param>
/// <param name="Rounds">How often each system is started and measured, in turn with the others.</param>
/// <param name="FirstWarmUp">How long a system is warmed up after its start.</param>
/// <param name="Times">How long each load lasts.</param>
/// <param name="FailoverTimes">How long the load lasts during which a server is killed.</param>
/// <param name="Directory">Where data and logs go while it runs; on a real disk.</param>
internal sealed record BenchSettings(
    IReadOnlyList<IMeasuredSystem> Systems, IReadOnlyList<LoadCase> Cases, int Rounds, TimeSpan FirstWarmUp, LoadTimes Times, LoadTimes FailoverTimes, string Directory)
{
    /// <summary>Where the data and logs of one run go. Nothing is left there of an earlier one that failed, which keeps its logs until now.</summary>
    public string EmptyPlace(string name)
    {
        var path = Path.Combine(Directory, name);
        if (System.IO.Directory.Exists(path)) System.IO.Directory.Delete(path, recursive: true);
        return path;
    }
}
