using System.Text.Json;
using Actors.Paxos;
using Actors.Registers;

namespace Actors;

/// <summary>A write-once variable kept in a register, whoever keeps the register.</summary>
public abstract class RegisterWriteOnce<T> : IWriteOnce<T>
{
    private readonly IRegisters _registers;
    private readonly RegisterKey _key;
    private readonly JsonSerializerOptions? _json;

    private protected RegisterWriteOnce(IRegisters registers, RegisterKey key, JsonSerializerOptions? json) =>
        (_registers, _key, _json) = (registers, key, json);

    /// <inheritdoc/>
    public async Task<Decision<T>> TryInitializeAsync(T value, ProposalId proposal, CancellationToken cancellationToken = default)
    {
        var own = new Proposal(proposal, JsonValue.Write(value, _json));
        var winner = Demand(await _registers.ProposeAsync(_key, own, cancellationToken).ConfigureAwait(false));
        // An id that comes back with another value was used twice, and neither user may believe that it won.
        if (winner.Id == proposal && winner != own)
            throw new ArgumentException($"Proposal id {proposal} was used for another value of register '{_key}'.", nameof(proposal));
        return ToDecision(winner, winner.Id == proposal);
    }

    /// <inheritdoc/>
    public async Task<Decision<T>?> ReadAsync(CancellationToken cancellationToken = default)
    {
        var outcome = await _registers.ReadAsync(_key, cancellationToken).ConfigureAwait(false);
        return outcome.Kind == OutcomeKind.Undecided ? null : ToDecision(Demand(outcome), won: false);
    }

    /// <inheritdoc/>
    public async Task<T> FinalValueAsync(CancellationToken cancellationToken = default) =>
        JsonValue.Read<T>((await _registers.WaitAsync(_key, cancellationToken).ConfigureAwait(false)).Value, _json);

    private Decision<T> ToDecision(Proposal winner, bool won) => new(JsonValue.Read<T>(winner.Value, _json), winner.Id, won);

    private Proposal Demand(Outcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Decided => outcome.Proposal!,
        OutcomeKind.NoQuorum => throw new NoQuorumException(
            $"Register '{_key}': only {outcome.Answered} acceptors answered. Try again with the same proposal id when more nodes are up."),
        _ => throw new UnknownOutcomeException(
            $"Register '{_key}': no decision before the deadline, after {outcome.Rounds} classic rounds. The proposal may yet win: ask again with the same proposal id."),
    };
}
