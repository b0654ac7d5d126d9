using Microsoft.OpenApi;

namespace Actors.Silo.Http.Registers;

/// <summary>What the OpenAPI document cannot find out by itself: these handlers read the request as it was sent.</summary>
internal static class RegisterDescriptions
{
    private const string AnyType = "*/*", Json = "application/json";

    public static TBuilder WithKey<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.With(operation =>
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = "key",
            In = ParameterLocation.Path,
            Required = true,
            Description = "1 to 512 bytes of UTF-8, percent-encoded; '/' and %2F are the same, and %00 cannot be sent. A key that ends in /acceptors is written with %2Facceptors.",
            Schema = Text(),
            Example = "leader/2025",
        }));

    public static TBuilder WithHeader<TBuilder>(this TBuilder route, string name, string description, string example, string? format = null)
        where TBuilder : IEndpointConventionBuilder => route.With(operation =>
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format },
                Example = example,
            }));

    public static TBuilder WithAnyBody<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.With(operation =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Description = "The value: any bytes, at most 65536 of them, or none. Its Content-Type is kept.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["text/plain"] = new() { Schema = Text(), Example = "n1" },
                [Json] = new() { Example = "n1" },
                [AnyType] = new(),
            },
        });

    public static TBuilder WithValue<TBuilder>(this TBuilder route, int status, string description) where TBuilder : IEndpointConventionBuilder =>
        route.With(operation => (operation.Responses ??= [])[$"{status}"] = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { [AnyType] = new() },
            Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = new OpenApiHeader { Description = "The id of the proposal that won, quoted.", Schema = Text() },
            },
        });

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static TBuilder With<TBuilder>(this TBuilder route, Action<OpenApiOperation> change) where TBuilder : IEndpointConventionBuilder =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            change(operation);
            return Task.CompletedTask;
        });
}
