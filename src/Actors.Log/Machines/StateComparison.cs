using System.Text.Json;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Log.Machines;

/// <summary>What nodes agree to be the state at certain slots: the hash that one of them proposed first.</summary>
internal sealed class StateComparison(LogSlots slots, int distance)
{
    private const string ContentType = "application/vnd.actors.state-hash+json";

    /// <summary>Compares a state with that of the other nodes.</summary>
    /// <returns>Whether nobody had done so before: then the snapshot is for the caller to write. And the hash that was agreed on.</returns>
    public async Task<(bool IsFirst, string Agreed)> AgreeAsync(long next, string hash, CancellationToken cancellationToken)
    {
        var own = new Proposal(ProposalId.New(), new RegisterValue(JsonSerializer.SerializeToUtf8Bytes(new Agreement(next, hash)), ContentType));
        var outcome = await slots.ProposeAsync(next / distance, own, cancellationToken).ConfigureAwait(false);
        var winner = outcome.Winner(slots.Key(next / distance))!;
        if (winner == own) return (true, hash);
        // Trimmed, written by somebody else, or by a node with another distance: nothing to compare with.
        var agreed = winner.Value.ContentType == ContentType ? Read(winner.Value) : null;
        return (false, agreed?.Next == next && agreed.Hash is { } other ? other : hash);
    }

    public Task TrimAsync(long next, CancellationToken cancellationToken) => slots.TrimAsync(next / distance, cancellationToken);

    private static Agreement? Read(RegisterValue value) => OddJson.TryRead<Agreement>(value.Bytes.Span, JsonSerializerOptions.Default, out var agreement) ? agreement : null;

    private sealed record Agreement(long Next, string Hash);
}
