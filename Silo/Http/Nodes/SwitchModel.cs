using System.Text.Json.Serialization;
using Actors.Pages.Cluster;

namespace Actors.Silo.Http.Nodes;

/// <summary>A node of this process as its switch shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it runs.</param>
/// <param name="CutOff">Whether it is cut off from the others.</param>
/// <param name="Problem">Why it could not be started the last time; null if it could.</param>
internal sealed record SwitchModel(
    string Name, [property: JsonConverter(typeof(JsonStringEnumConverter<SwitchState>))] SwitchState State, bool CutOff, string? Problem)
{
    public static SwitchModel Of(NodeSwitch node) => new(node.Node, node.State, node.IsCut, node.Problem);
}
