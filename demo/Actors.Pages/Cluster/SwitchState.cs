namespace Actors.Pages.Cluster;

/// <summary>Whether a node runs.</summary>
public enum SwitchState
{
    /// <summary>It runs.</summary>
    Running,
    /// <summary>It is on its way, and may have to wait for a majority.</summary>
    Starting,
    /// <summary>It is about to be gone.</summary>
    Stopping,
    /// <summary>It does not run.</summary>
    Stopped,
}
