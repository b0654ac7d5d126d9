using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Actors.Clustering.Transport;

/// <summary>
/// Kestrel and nothing else: HTTP/2 without TLS on one port. Not the web application of the host, for that one may start late, and may be
/// open to others.
/// </summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly RequestDelegate _handler;

    public NodeServer(IPEndPoint endpoint, RequestDelegate handler, ConnectionLimit limit)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        Limit(options.Limits);
        options.Listen(endpoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(limit.Bound);
        });
        _handler = handler;
        // The handler answers whatever it throws, so all that Kestrel would log is what callers do, once for each time they do it.
        var silent = NullLoggerFactory.Instance;
        _server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), silent), silent);
    }

    /// <exception cref="IOException">The port is in use.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(new Application(_handler), cancellationToken);

    /// <summary>Stops at once: whoever waits for an answer counts a missing vote and asks another node.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    /// <summary>A node needs one connection to each other node, and clients one now and then for the gateways; what strangers open is bounded.</summary>
    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = Wire.BodyBytesMax;
        limits.MaxRequestLineSize = limits.MaxRequestHeadersTotalSize = Wire.HeaderBytesMax;
        limits.MaxRequestHeaderCount = Wire.HeaderCountMax;
        limits.Http2.MaxStreamsPerConnection = Wire.StreamsMax;
        limits.Http2.MaxRequestHeaderFieldSize = Wire.HeaderBytesMax;
        limits.Http2.InitialConnectionWindowSize = limits.Http2.InitialStreamWindowSize = Wire.WindowBytes;
    }

    private sealed class Application(RequestDelegate handler) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection features) => new DefaultHttpContext(features);

        public Task ProcessRequestAsync(HttpContext context) => handler(context);

        public void DisposeContext(HttpContext context, Exception? exception) { }
    }
}
