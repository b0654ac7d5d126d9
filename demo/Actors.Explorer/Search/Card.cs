namespace Actors.Explorer.Search;

/// <summary>The bad cards, of which every rule that votes in one round draws one.</summary>
public enum Card
{
    /// <summary>None within the bound.</summary>
    None,
    /// <summary>Though nobody fails, it may never decide.</summary>
    NeverDecides,
    /// <summary>The outcome hangs on one step, and the node that must take it may be gone.</summary>
    OneDecisiveStep,
    /// <summary>There are two steps that decide, and though nobody fails, both may be taken.</summary>
    TwoDecisiveSteps,
}
