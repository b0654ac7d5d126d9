using Actors.Paxos;

namespace Actors.Histories;

/// <summary>Linearizability of a whole history of one register: see <see cref="RegisterHistory"/> for the rule.</summary>
public static class LinearizabilityChecker
{
    /// <summary>What is wrong with the calls to one register, null if nothing is. Time is linear in the calls.</summary>
    /// <param name="key">The register.</param>
    /// <param name="calls">All calls to it, in any order.</param>
    /// <param name="name">How to name proposals in messages. Default: by value and id.</param>
    /// <exception cref="ArgumentException">One of them is to another register, or ends before it begins.</exception>
    public static Anomaly? Check(RegisterKey key, IEnumerable<HistoryEntry> calls, Func<Proposal, string>? name = null)
    {
        var history = new RegisterHistory(key, name);
        foreach (var call in calls) history.Add(call);
        return history.Check();
    }
}
