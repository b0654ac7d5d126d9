using System.Collections.Concurrent;

namespace Actors.Log.GrainStorage;

/// <summary>
/// Gives old versions back beside everything else: every node is told, and no grain waits for one that is silent. One at a time for each state; what is
/// wanted meanwhile comes next.
/// </summary>
internal sealed class VersionTrims
{
    private readonly ConcurrentDictionary<string, long> _wanted = new();

    public void Begin(LogSlots slots, long below)
    {
        // Only the one that runs takes an entry away, so either it still runs and sees the higher slot, or there is no entry.
        while (!_wanted.TryAdd(slots.Name, below))
            if (_wanted.TryGetValue(slots.Name, out var wanted) && (wanted >= below || _wanted.TryUpdate(slots.Name, below, wanted))) return;
        _ = RunAsync(slots, below);
    }

    private async Task RunAsync(LogSlots slots, long below)
    {
        while (true)
        {
            try
            {
                await slots.TrimAsync(below, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Nobody waits for it, and nothing is lost but space: what is not forgotten now is forgotten with a later version.
            }
            if (_wanted.TryRemove(KeyValuePair.Create(slots.Name, below))) return;
            below = _wanted[slots.Name];
        }
    }
}
