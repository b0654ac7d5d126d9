using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Actors.Clustering.Nodes;
using Actors.Engine;
using Actors.Engine.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Clustering.Transport;

/// <summary>What a node answers over its transport. Nobody who means another node or another cluster reaches its acceptors.</summary>
internal sealed class NodeEndpoints(ClusterNode node)
{
    private readonly BodyBudget _bodies = new(Wire.BodiesBytesMax);

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or ArgumentException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            await RefuseAsync(context, exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, exception.Message);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers[Wire.NodeHeader] is [{ } meant] && meant != node.Name)
            return RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, $"This is node '{node.Name}', not '{meant}'. Check the addresses of the nodes.");
        return (request.Method, request.Path.Value?.TrimStart('/')) switch
        {
            ("POST", Wire.Acceptors) => IfOfOneClusterAsync(context, AnswerAcceptorsAsync),
            ("POST", Wire.Alive) => IfOfOneClusterAsync(context, AnswerAliveAsync),
            ("GET", Wire.Describe) => AnswerDescribeAsync(context),
            ("GET", Wire.Gateways) => AnswerGatewaysAsync(context),
            _ => RefuseAsync(context, StatusCodes.Status404NotFound, "Not found."),
        };
    }

    private Task IfOfOneClusterAsync(HttpContext context, RequestDelegate handler) =>
        context.Request.Headers[Wire.IdentityHeader] == node.Identity.Fingerprint
            ? handler(context)
            : RefuseAsync(context, StatusCodes.Status409Conflict, "The caller's cluster id, nodes or acceptors differ from this node's.");

    private async Task AnswerAcceptorsAsync(HttpContext context)
    {
        using var share = _bodies.Open();
        var answer = await node.Registers.ProcessAsync(BatchCodec.DecodeRequest(await ReadBodyAsync(context, Wire.BodyBytesMax, share), node.Registers.Layout));
        await WriteAsync(context, BatchCodec.Encode(answer), "application/octet-stream");
    }

    private async Task AnswerAliveAsync(HttpContext context)
    {
        using var share = _bodies.Open();
        HeartbeatExchange.Note(node.Heartbeats, await ReadBodyAsync(context, Wire.AliveBytesMax, share), node.UtcNow);
        await WriteAsync(context, HeartbeatExchange.Encode(node.Heartbeats, node.UtcNow), "application/json");
    }

    private Task AnswerDescribeAsync(HttpContext context)
    {
        var asked = context.Request.Query;
        var asker = asked["node"] is [{ Length: > 0 } name] && node.Identity.Nodes.Contains(name) ? name : null;
        var start = long.TryParse(asked["start"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Guid.TryParse(asked["boot"], out var boot)
            ? new StartRecord(number, boot)
            : null;
        return WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(node.Describe(asker, start), WireJson.Default.NodeDescription), "application/json");
    }

    private async Task AnswerGatewaysAsync(HttpContext context)
    {
        if (context.Request.Query["cluster"] != node.Identity.ClusterId)
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, $"This node belongs to cluster '{node.Identity.ClusterId}'. Check ClusterOptions.ClusterId.");
            return;
        }
        var gateways = await node.Gateways.FindAsync(context.RequestAborted);
        await WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(gateways, WireJson.Default.StringArray), "application/json");
    }

    /// <exception cref="BadHttpRequestException">It is larger, or says so; or there is no room for it at present.</exception>
    internal static async Task<byte[]> ReadBodyAsync(HttpContext context, int bytesMax, BodyBudget.Share share)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = bytesMax;
        if (context.Request.ContentLength > bytesMax)
            throw new BadHttpRequestException($"The body has {context.Request.ContentLength} bytes; at most {bytesMax} are read.", StatusCodes.Status413PayloadTooLarge);
        // Grows with what has come: nothing is set aside for what a caller claims and does not send.
        using var body = new MemoryStream();
        ReadResult read;
        do
        {
            read = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
            share.Take(read.Buffer.Length);
            foreach (var part in read.Buffer) body.Write(part.Span);
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);
        return body.ToArray();
    }

    private static Task WriteAsync(HttpContext context, byte[] bytes, string contentType)
    {
        (context.Response.ContentType, context.Response.ContentLength) = (contentType, bytes.Length);
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        if (context.Response.HasStarted) return Task.CompletedTask;
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(reason);
    }
}
