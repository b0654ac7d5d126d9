using Actors.Paxos;

namespace Actors.Runtime.Tracing;

/// <summary>A node's proposer, and those who look at what it is asked.</summary>
internal sealed class ObservedCalls(RegisterNode node, ProposerLoop proposer, TimeSpan timeout)
{
    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken)
    {
        var observed = ObservedCall.Begin(node, key, proposal);
        var call = proposer.ProposeAsync(key, proposal, timeout, cancellationToken);
        return observed is null ? call : observed.EndAsync(call);
    }

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken)
    {
        var observed = ObservedCall.Begin(node, key, own: null);
        var call = proposer.ReadAsync(key, timeout, cancellationToken);
        return observed is null ? call : observed.EndAsync(call);
    }
}
