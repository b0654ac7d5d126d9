using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Actors.Silo.Http.Pages;

/// <summary>What the OpenAPI document says of the API as a whole.</summary>
internal static class ApiDescription
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "Write-once registers",
            Version = "v1",
            Description =
                """
                A register is named by a key, starts undecided, takes exactly one value, and shows that value to everyone for ever. Whoever
                proposes learns the value that won. It stays so under any crashes, with any minority of the nodes down, and after a restart.

                Errors are problem details (RFC 9457); their `type` is stable. `no-quorum` (503): too few nodes answer. `unknown-outcome` (504): no
                answer before the deadline. In both cases what was asked for may yet come true; `detail` says how to ask again. `foreign-page` (403): a
                browser says that a page of another server asks. `foreign-host` (421): the name in `Host` is none of this server's; see `--allowed-hosts`.
                """,
        };
        return Task.CompletedTask;
    });
}
