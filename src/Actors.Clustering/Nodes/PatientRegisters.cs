using Actors.Engine;
using Actors.Paxos;
using Actors.Runtime;

namespace Actors.Clustering.Nodes;

/// <summary>Registers whose every call ends with an answer or, at its deadline, with an exception that says what was missing.</summary>
/// <param name="node">Whose registers.</param>
/// <param name="proposer">Which of its proposers asks.</param>
/// <param name="timeout">The deadline of a call.</param>
/// <param name="time">The clock.</param>
internal sealed class PatientRegisters(RegisterNode node, NodeProposer proposer, TimeSpan timeout, TimeProvider time)
{
    /// <summary>The winner of a register, whoever it is. Asks again under the same proposal id until the outcome is known.</summary>
    /// <exception cref="ClusteringException">Not known before the deadline, and the proposal may yet win; or what acceptors say cannot be true.</exception>
    public async Task<Proposal> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken) =>
        (await UntilKnownAsync(key, token => proposer.ProposeAsync(key, proposal, token), cancellationToken))!;

    /// <summary>The winner of a register; null if it was undecided at some moment since the call.</summary>
    /// <exception cref="ClusteringException">Not known before the deadline; or what acceptors say cannot be true.</exception>
    public Task<Proposal?> ReadAsync(RegisterKey key, CancellationToken cancellationToken) =>
        UntilKnownAsync(key, token => proposer.ReadAsync(key, token), cancellationToken);

    /// <summary>Has this node's acceptor forget the slots of a log below one, all of which must be decided. Never throws: what it keeps does no harm.</summary>
    public async Task ForgetAsync(SlotKey below)
    {
        try
        {
            await node.ForgetAsync(below);
        }
        catch (StoreException)
        {
            // The acceptors say themselves what is wrong with their store.
        }
    }

    private async Task<Proposal?> UntilKnownAsync(
        RegisterKey key, Func<CancellationToken, Task<Outcome>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        Outcome? last = null;
        try
        {
            while (true)
            {
                last = await call(either.Token);
                if (last.Kind is OutcomeKind.Decided or OutcomeKind.Undecided) return last.Proposal;
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClusteringException(Describe(key, last), exception);
        }
        catch (InvariantException exception)
        {
            throw new ClusteringException(exception.Message, exception);
        }
    }

    private string Describe(RegisterKey key, Outcome? last)
    {
        var silent = node.Layout.Nodes.Where(proposer.Suspects).ToList();
        var missing = silent.Count == 0 ? "all nodes seem to be up, and have more to do than they can in that time" : $"{string.Join(", ", silent)} do not answer";
        return $"Register '{key}': no outcome within {timeout.TotalSeconds:0.#} s ({last?.Answered ?? 0} acceptors answered; {missing}). "
            + "It works again by itself as soon as a majority answers in time.";
    }
}
