namespace Actors.Demo;

/// <summary>How placing an order ended.</summary>
public enum PlaceResult
{
    /// <summary>This call placed it.</summary>
    Placed,
    /// <summary>It was there already, with the same content: a repetition.</summary>
    Repeated,
    /// <summary>Another order has this id.</summary>
    Taken,
}
