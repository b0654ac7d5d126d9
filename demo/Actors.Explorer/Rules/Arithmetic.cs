using System.Collections.Immutable;
using System.Globalization;
using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Rules;

/// <summary>Step 8: the two commands of the example, which give another number in the other order.</summary>
internal static class Arithmetic
{
    public const string Add = "+3", Double = "×2";

    public static readonly IReadOnlyList<string> Commands = [Add, Double];

    /// <summary>The number after both commands, in either order.</summary>
    public static readonly IReadOnlyList<string> Results = [Result([Add, Double]), Result([Double, Add])];

    public static string Result(IEnumerable<string> commands) =>
        commands.Aggregate(1, (number, command) => command == Add ? number + 3 : number * 2).ToString(CultureInfo.InvariantCulture);

    /// <summary>A replica: the commands that it has applied, in its order.</summary>
    internal sealed record Replica(ImmutableArray<string> Applied) : NodeState
    {
        public override string Holds => Result(Applied);

        public override string? Decided => Applied.Length == Commands.Count ? Result(Applied) : null;

        public Replica With(string command) => new(Applied.Add(command));

        internal override void Write(StateWriter writer)
        {
            writer.Add(Applied.Length);
            foreach (var command in Applied) writer.Add(command);
        }
    }
}
