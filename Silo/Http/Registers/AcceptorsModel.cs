using Actors.Registers;

namespace Actors.Silo.Http.Registers;

/// <summary>The acceptors of a register.</summary>
/// <param name="Key">The register.</param>
/// <param name="Acceptors">What each of them holds.</param>
internal sealed record AcceptorsModel(string Key, IReadOnlyList<AcceptorModel> Acceptors)
{
    public static AcceptorsModel Of(string key, IReadOnlyList<AcceptorView> views) => new(key, [.. views.Select(AcceptorModel.Of)]);
}
