using System.Diagnostics;

namespace Actors.Runtime.Tracing;

/// <summary>The spans of calls: one from a call at a node to its answer. None is made unless somebody listens.</summary>
public static class WriteOnceActivities
{
    /// <summary>The source's name, for whoever exports it.</summary>
    public const string Name = "Actors.WriteOnce";

    internal static readonly ActivitySource Source = new(Name);
}
