using Microsoft.AspNetCore.Mvc;

namespace Actors.Silo.Http.Problems;

/// <summary>Ends a request with a problem.</summary>
internal sealed class ProblemException(int status, string type, string title, string detail) : Exception(detail)
{
    /// <summary>What the caller is told; more may be added to it.</summary>
    public ProblemDetails Problem { get; } = new() { Status = status, Type = type, Title = title, Detail = detail };
}
