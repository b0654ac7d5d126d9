namespace Actors.Log.Tests;

/// <summary>What is made wrong in a <see cref="LeaseWorld"/>.</summary>
internal enum LeaseSabotage
{
    None,
    /// <summary>A holder counts its lease from the answer.</summary>
    CountsFromTheAnswer,
    /// <summary>A holder believes an answer that comes after its lease.</summary>
    DoesNotLookAgain,
    /// <summary>Nobody waits for the drift.</summary>
    IgnoresTheDrift,
    /// <summary>A lease ends by the time of day of whoever asks.</summary>
    GoesByTheTimeOfDay,
    /// <summary>A grant that was renewed meanwhile ends all the same.</summary>
    EndsWhatWasRenewed,
}
