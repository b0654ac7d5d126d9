using Actors.Paxos;

namespace Actors.Silo.Http.Registers;

/// <summary>The value of a register, as its proposer sent it.</summary>
internal sealed class RegisterResult(int status, Proposal winner) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.Headers.ETag = $"\"{winner.Id}\"";
        if (winner.Value.ContentType.Length > 0) response.Headers.ContentType = winner.Value.ContentType;
        // Anybody may have stored anything: a browser must neither guess its type nor run it in the name of this address.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox";
        response.ContentLength = winner.Value.Bytes.Length;
        await response.Body.WriteAsync(winner.Value.Bytes, httpContext.RequestAborted);
    }
}
