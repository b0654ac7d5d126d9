namespace Actors.Silo.Http.Headers;

/// <summary>Marks the endpoints of the API, which ignore no header that would change what a request means.</summary>
internal sealed class ApiEndpoint;
