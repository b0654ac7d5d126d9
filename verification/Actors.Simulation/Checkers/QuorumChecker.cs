namespace Actors.Simulation.Checkers;

/// <summary>
/// No call ends for want of a quorum while a quorum is up and in touch with the machine that was asked, however slow the links are and however much waits in
/// queues. A machine, or two of them, are in trouble while anything goes wrong that a caller may suffer from: a message is lost, cut off or very late; it is down, pauses,
/// refuses or has a slow disk; its clock jumps.
/// </summary>
/// <param name="machines">How many there are, nodes and clients.</param>
internal sealed class QuorumChecker(int machines)
{
    /// <summary>What has gone wrong may be felt for so long: until it is noticed, and what was suspected is tried again.</summary>
    public static readonly TimeSpan Aftermath = TimeSpan.FromMilliseconds(1500);

    private readonly TimeSpan?[,] _troubledUntil = new TimeSpan?[machines, machines];

    /// <summary>Something went wrong between two machines, at present or until some time.</summary>
    public void OnTrouble(int one, int other, TimeSpan until)
    {
        if (_troubledUntil[one, other] >= until) return;
        _troubledUntil[one, other] = _troubledUntil[other, one] = until;
    }

    /// <summary>Something went wrong on one machine.</summary>
    public void OnTrouble(int machine, TimeSpan until)
    {
        for (var other = 0; other < machines; other++) OnTrouble(machine, other, until);
    }

    /// <summary>A call has ended for want of a quorum.</summary>
    /// <param name="call">For the message.</param>
    /// <param name="asked">The machine.</param>
    /// <param name="acceptors">The nodes that keep the register.</param>
    /// <param name="quorum">How many of them must answer.</param>
    /// <param name="began">When the machine began to look for one.</param>
    /// <returns>What is wrong with that, null if nothing is.</returns>
    public string? OnNoQuorum(string call, int asked, IEnumerable<int> acceptors, int quorum, TimeSpan began)
    {
        var untroubled = acceptors.Count(acceptor => !(_troubledUntil[asked, acceptor] + Aftermath >= began));
        return untroubled < quorum ? null : $"{call} ended for want of a quorum, although {untroubled} acceptors were up and in touch all the time";
    }
}
