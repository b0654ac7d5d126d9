namespace Actors.Silo.Http.Headers;

/// <summary>A header that an endpoint honours.</summary>
/// <param name="Name">The header.</param>
internal sealed record HonouredHeader(string Name);
