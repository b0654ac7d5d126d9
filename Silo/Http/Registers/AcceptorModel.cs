using Actors.Registers;

namespace Actors.Silo.Http.Registers;

/// <summary>What one acceptor of a register holds.</summary>
/// <param name="Node">Its node.</param>
/// <param name="Answered">Whether it answered; if not, the rest is unknown.</param>
/// <param name="Promised">No ballot below this one is accepted any more; null once it knows what was chosen.</param>
/// <param name="Accepted">The ballot and the proposal that it accepted last; null if none, or once it knows what was chosen.</param>
/// <param name="Chosen">The id of the proposal that it knows was chosen, and answers every ballot with from then on; null if it knows of none.</param>
internal sealed record AcceptorModel(string Node, bool Answered, BallotModel? Promised, AcceptedModel? Accepted, Guid? Chosen)
{
    public static AcceptorModel Of(AcceptorView view) => view.State switch
    {
        null => new(view.Node, false, null, null, null),
        { Chosen: { } chosen } => new(view.Node, true, null, null, chosen.Id.Value),
        var state => new(view.Node, true, BallotModel.Of(state.Promised), state.Accepted is { } pair ? AcceptedModel.Of(pair) : null, null),
    };
}
