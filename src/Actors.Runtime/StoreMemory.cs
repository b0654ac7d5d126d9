using Actors.Engine;
using Actors.Engine.Identity;

namespace Actors.Runtime;

/// <summary>
/// What a node knows of the stores of all nodes beyond the life of what speaks to them: told to it when it starts, and kept when it stops. Thread-safe.
/// </summary>
public sealed class StoreMemory
{
    private readonly Lock _lock = new();
    private IReadOnlyList<StoreMark> _marks = [];

    /// <summary>The marks of all nodes in the order of the layout; empty if nothing is known.</summary>
    public IReadOnlyList<StoreMark> Marks
    {
        get
        {
            lock (_lock) return _marks;
        }
    }

    /// <summary>Keeps all that was known, and these.</summary>
    public void Note(IReadOnlyList<StoreMark> marks)
    {
        lock (_lock) _marks = StopRecord.Join(_marks, marks);
    }
}
