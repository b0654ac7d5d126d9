namespace Actors.Clustering.Membership;

/// <summary>A silo's vote that another one is dead.</summary>
internal sealed record MemberSuspicion(SiloAddress By, DateTime At);
