using Actors.Grains.Health;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Health checks of a host whose silo is a node of write-once registers: see <c>AddWriteOnce</c>.
/// <code>
/// builder.Services.AddHealthChecks().AddWriteOnceNode().AddWriteOnceQuorum();
/// app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Name == WriteOnceHealthChecksBuilderExtensions.Node });
/// </code>
/// </summary>
public static class WriteOnceHealthChecksBuilderExtensions
{
    /// <summary>The name of the check whether this node votes and serves.</summary>
    public const string Node = "node";

    /// <summary>The name of the check whether the cluster decides.</summary>
    public const string Quorum = "quorum";

    /// <summary>
    /// Adds the check <see cref="Node"/>: healthy while this node votes and its silo is an active member of the cluster. For a readiness probe: a rolling
    /// deployment must not go on while it fails. Asks no other node.
    /// </summary>
    /// <param name="builder">The checks.</param>
    /// <param name="failureStatus">What a failure is reported as. Default: unhealthy.</param>
    /// <param name="tags">To filter by.</param>
    public static IHealthChecksBuilder AddWriteOnceNode(this IHealthChecksBuilder builder, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        builder.Services.TryAddSingleton<NodeHealthCheck>();
        return builder.AddCheck<NodeHealthCheck>(Node, failureStatus, tags ?? []);
    }

    /// <summary>
    /// Adds the check <see cref="Quorum"/>: healthy while so many nodes vote that every register can be decided, as this node sees it. Not for a readiness
    /// or liveness probe: to take a node away because others are gone makes nothing better. It writes nothing, and asks at most once a second.
    /// </summary>
    /// <inheritdoc cref="AddWriteOnceNode"/>
    public static IHealthChecksBuilder AddWriteOnceQuorum(this IHealthChecksBuilder builder, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        builder.Services.TryAddSingleton<QuorumHealthCheck>();
        return builder.AddCheck<QuorumHealthCheck>(Quorum, failureStatus, tags ?? []);
    }

    /// <summary>Adds both checks, unless the application adds checks of these names itself.</summary>
    internal static void AddWriteOnceHealthChecks(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.TryAddSingleton<NodeHealthCheck>();
        services.TryAddSingleton<QuorumHealthCheck>();
        services.PostConfigure<HealthCheckServiceOptions>(static options =>
        {
            AddMissing<NodeHealthCheck>(options, Node);
            AddMissing<QuorumHealthCheck>(options, Quorum);
        });
    }

    private static void AddMissing<TCheck>(HealthCheckServiceOptions options, string name) where TCheck : IHealthCheck
    {
        if (options.Registrations.All(registration => registration.Name != name))
            options.Registrations.Add(new HealthCheckRegistration(name, static services => services.GetRequiredService<TCheck>(), failureStatus: null, tags: null));
    }
}
