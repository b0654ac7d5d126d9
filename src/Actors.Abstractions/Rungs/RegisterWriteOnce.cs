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
        var winner = (await _registers.ProposeAsync(_key, own, cancellationToken).ConfigureAwait(false)).Winner(_key)!;
        // An id that comes back with another value was used twice, and neither user may believe that it won.
        if (winner.Id == proposal && winner != own)
            throw new ArgumentException($"Proposal id {proposal} was used for another value of register '{_key}'.", nameof(proposal));
        return ToDecision(winner, winner.Id == proposal);
    }

    /// <inheritdoc/>
    public async Task<Decision<T>?> ReadAsync(CancellationToken cancellationToken = default) =>
        (await _registers.ReadAsync(_key, cancellationToken).ConfigureAwait(false)).Winner(_key) is { } winner ? ToDecision(winner, won: false) : null;

    /// <inheritdoc/>
    public async Task<T> FinalValueAsync(CancellationToken cancellationToken = default) =>
        JsonValue.Read<T>((await _registers.WaitAsync(_key, cancellationToken).ConfigureAwait(false)).Value, _json);

    private Decision<T> ToDecision(Proposal winner, bool won) => new(JsonValue.Read<T>(winner.Value, _json), winner.Id, won);
}
