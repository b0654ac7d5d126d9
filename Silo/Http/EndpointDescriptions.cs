using Actors.Silo.Http.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace Actors.Silo.Http;

/// <summary>What the OpenAPI document cannot find out by itself; of headers, also what is honoured.</summary>
internal static class EndpointDescriptions
{
    private const string AnyType = "*/*", Json = "application/json";

    /// <summary>Describes the key in the path.</summary>
    public static TBuilder WithKey<TBuilder>(this TBuilder route, string description, string example) where TBuilder : IEndpointConventionBuilder => route.With(operation =>
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path) ?? [])
            (parameter.Description, parameter.Example) = (description, example);
    });

    /// <summary>Describes a header, which the endpoint honours.</summary>
    public static TBuilder WithHeader<TBuilder>(this TBuilder route, string name, string description, string example, string? format = null)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new HonouredHeader(name)).With(operation =>
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format },
                Example = example,
            }));

    /// <summary>Describes the conditions of a GET, which the endpoint honours.</summary>
    public static TBuilder WithReadConditions<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route
        .WithHeader("If-Match", "Only if the value has one of these ETags, or * for any; else 412.", "*")
        .WithHeader("If-None-Match", "304 if the value has one of these ETags.", "*")
        .WithMetadata(
            new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified),
            new ProducesResponseTypeMetadata(StatusCodes.Status412PreconditionFailed, typeof(ProblemDetails), ["application/problem+json"]));

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
                ["ETag"] = new OpenApiHeader { Description = "The id of the proposal that won, or the version, quoted.", Schema = Text() },
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
