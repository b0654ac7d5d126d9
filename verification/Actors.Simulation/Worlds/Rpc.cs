using Actors.Engine;

namespace Actors.Simulation.Worlds;

/// <summary>A batch under way: who sent it, and what really went out.</summary>
/// <param name="host">Who sent it.</param>
/// <param name="batch">What it meant to send.</param>
/// <param name="request">What it sent.</param>
/// <param name="known">How far the sender must have known each store to have come when it sent this.</param>
/// <param name="fingerprint">The layout that it works with; empty where layouts are not bound.</param>
internal sealed class Rpc(ProposerHost host, Batch batch, AcceptorRequest request, Knowledge known, string fingerprint)
{
    public ProposerHost Host => host;
    public Batch Batch => batch;
    public AcceptorRequest Request => request;
    public Knowledge Known => known;
    public string Fingerprint => fingerprint;
    public IReadOnlyList<RegisterMessage> Messages => request.Messages;

    /// <summary>Whether the sender has an answer, or has stopped waiting for one.</summary>
    public bool Over { get; set; }
}
