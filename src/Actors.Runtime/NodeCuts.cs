using System.Collections.Immutable;

namespace Actors.Runtime;

/// <summary>Which nodes are cut off at present, so that their proposers and acceptors hear nobody and nobody hears them: for demonstrations and tests.</summary>
public sealed class NodeCuts
{
    private ImmutableHashSet<string> _cut = [];

    /// <summary>Whether any node is cut off.</summary>
    public bool Any => !Volatile.Read(ref _cut).IsEmpty;

    public bool IsCut(string node) => Volatile.Read(ref _cut).Contains(node);

    /// <summary>Cuts a node off. What was under way arrives.</summary>
    public void Cut(string node) => ImmutableInterlocked.Update(ref _cut, static (cut, node) => cut.Add(node), node);

    public void Heal(string node) => ImmutableInterlocked.Update(ref _cut, static (cut, node) => cut.Remove(node), node);
}
