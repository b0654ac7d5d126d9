using Actors.Paxos;

namespace Actors.Histories;

/// <summary>
/// Linearizability of a history of many registers: each is linearizable on its own, and then all are (Herlihy and Wing, 1990: locality).
/// It keeps a <see cref="RegisterHistory"/> a register, however many calls there are. Not thread-safe.
/// </summary>
/// <param name="name">How to name proposals in messages. Default: by value and id.</param>
public sealed class HistoryChecker(Func<Proposal, string>? name = null)
{
    private readonly Dictionary<RegisterKey, RegisterHistory> _registers = [];

    /// <summary>How many calls were added.</summary>
    public long Calls { get; private set; }

    /// <summary>How many of them have no answer.</summary>
    public long Unanswered { get; private set; }

    /// <summary>To how many registers.</summary>
    public int Registers => _registers.Count;

    /// <summary>Adds a call, answered or not.</summary>
    /// <exception cref="ArgumentException">It ends before it begins.</exception>
    public void Add(HistoryEntry call)
    {
        if (!_registers.TryGetValue(call.Key, out var register)) _registers[call.Key] = register = new RegisterHistory(call.Key, name);
        register.Add(call);
        Calls++;
        if (call.Holds is null && !call.SawNothing) Unanswered++;
    }

    /// <summary>What is wrong with the calls so far: one anomaly for each register that is not linearizable, none if all are.</summary>
    public IEnumerable<Anomaly> Check() => _registers.Values.Select(register => register.Check()).OfType<Anomaly>();
}
