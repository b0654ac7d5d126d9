using Actors.Client.Output;
using Actors.Histories;
using Actors.Paxos;

namespace Actors.Client.Torture;

/// <summary>A register in play, and the calls that bound the moment of its decision. From any thread.</summary>
internal sealed class TrackedKey(RegisterKey key)
{
    private readonly Lock _lock = new();
    private readonly RegisterHistory _history = new(key, proposal => $"'{ValueText.Show(proposal.Value)}'");
    private int _pending;
    private bool _wrong;

    public RegisterKey Key => key;

    /// <summary>A call is about to be made.</summary>
    public void OnCall()
    {
        lock (_lock) _pending++;
    }

    /// <summary>It is over.</summary>
    /// <returns>What is wrong with the calls, once; null if nothing is, or while calls are under way that could explain it.</returns>
    public Anomaly? OnReturn(HistoryEntry call)
    {
        lock (_lock)
        {
            _history.Add(call);
            if (--_pending > 0 || _wrong || _history.Check() is not { } anomaly) return null;
            _wrong = true;
            return anomaly;
        }
    }
}
