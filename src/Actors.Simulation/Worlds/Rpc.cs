using Actors.Engine;

namespace Actors.Simulation.Worlds;

/// <summary>A batch under way: who sent it, and what really went out.</summary>
internal sealed class Rpc(ProposerHost host, Batch batch, RegisterMessage[] messages)
{
    public ProposerHost Host => host;
    public Batch Batch => batch;
    public RegisterMessage[] Messages => messages;

    /// <summary>Whether the sender has an answer, or has stopped waiting for one.</summary>
    public bool Over { get; set; }
}
