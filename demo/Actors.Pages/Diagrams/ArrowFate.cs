namespace Actors.Pages.Diagrams;

/// <summary>What became of a message.</summary>
public enum ArrowFate
{
    /// <summary>It arrived.</summary>
    Arrived,
    /// <summary>It never will.</summary>
    Lost,
    /// <summary>It is on its way.</summary>
    UnderWay,
}
