using System.Reflection;
using Actors.Grains.Tests.Cluster;
using Actors.Paxos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;

namespace Actors.Grains.Tests;

/// <summary>What a grain throws reaches its caller as what it is.</summary>
public sealed class ExceptionTests
{
    /// <summary>All that users of the packages can see.</summary>
    private static IEnumerable<Type> Public =>
        new[] { "Abstractions", "ClusterClient", "Clustering", "Engine", "Grains", "Log", "Paxos", "Replication", "Runtime", "Storage.RocksDb" }
            .SelectMany(name => Assembly.Load($"Actors.{name}").GetExportedTypes())
            .Where(type => typeof(Exception).IsAssignableFrom(type) && !type.IsAbstract);

    [Fact]
    public void Every_public_exception_travels_with_all_that_it_says()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddWriteOnce(_ => throw new NotSupportedException(), _ => { }));
        using var host = builder.Build();
        var serializer = host.Services.GetRequiredService<Serializer>();
        var found = Public.ToList();
        Assert.Contains(typeof(NoQuorumException), found);
        Assert.True(found.Count >= 12, $"There are only {string.Join(", ", found)}.");
        foreach (var type in found)
        {
            var sent = Make(type);
            var received = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(sent));
            Assert.Equal((type, sent.Message, sent.InnerException?.Message), (received!.GetType(), received.Message, received.InnerException?.Message));
            if (sent is RegisterException register) Assert.Equal(register.Advising("Look."), ((RegisterException)received).Advising("Look."));
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                Assert.Equal(property.GetValue(sent), property.GetValue(received));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task What_a_grain_throws_reaches_its_caller_on_another_node_and_in_a_client()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = await cluster.ConnectAsync();
        IGrainFactory[] callers = [cluster.Grains("n1"), client.Services.GetRequiredService<IClusterClient>()];
        foreach (var caller in callers)
            foreach (var (type, sent) in ThrowingGrain.Exceptions)
            {
                var received = await Assert.ThrowsAnyAsync<Exception>(() => caller.GetGrain<IThrowingGrain>("thrower").ThrowAsync(type));
                Assert.Equal(Said(sent), Said(received));
            }

        static IReadOnlyList<string> Said(Exception? exception) =>
            exception is null ? [] : [$"{exception.GetType().Name}: {exception.Message}", .. Said(exception.InnerException)];
    }

    [Fact(Timeout = 120_000)]
    public async Task Nodes_that_refuse_each_other_log_no_error_of_the_serializer()
    {
        var log = new LogLines();
        await using var cluster = await TestCluster.StartAsync(silo: silo => silo.Services.AddSingleton<ILoggerProvider>(log));
        cluster.Disks["n3"].FailWrites = true;
        bool Refused() => log.All.Any(line => line.Contains("Node n3 does not vote", StringComparison.Ordinal));
        for (var i = 0; i < 10 || !Refused(); i++)
            await cluster.Registers("n1").ProposeAsync(new RegisterKey($"key {i}"), new Proposal(ProposalId.New(), new RegisterValue(default, "")));
        Assert.DoesNotContain(log.All, line => line.Contains("CodecNotFound", StringComparison.Ordinal));
    }

    private static Exception Make(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return (Exception)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Argument(parameter.ParameterType))]);
    }

    private static object? Argument(Type type) =>
        type == typeof(string) ? "what happened"
        : type == typeof(Exception) ? new UnknownOutcomeException("what was before", inner: new InvalidOperationException("what was first"))
        : Activator.CreateInstance(type);
}
