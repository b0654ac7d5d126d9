using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Metadata;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.TypeSystem;

namespace Actors.Server.Tests;

/// <summary>
/// What Orleans calls our grains, their interfaces, their methods and our types on the wire. A file or a namespace may move; none of these names may change
/// with it, or nodes of two versions do not understand each other.
/// </summary>
public sealed class WireNamesTests
{
    [Fact]
    public void Names_on_the_wire_stay()
    {
        using var host = NodeSet.Build(builder => builder.UseOrleans(silo => silo.UseWriteOnce(o => o.Node = "n1")));
        var manifest = host.Services.GetRequiredService<IOptions<TypeManifestOptions>>().Value;
        var types = host.Services.GetRequiredService<TypeConverter>();
        var interfaces = host.Services.GetRequiredService<GrainInterfaceTypeResolver>();
        var grains = host.Services.GetRequiredService<GrainTypeResolver>();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in manifest.Interfaces.Where(IsOurs))
            names.UnionWith(type.GetMethods().Select(method => $"method {interfaces.GetGrainInterfaceType(type)} {IdOf(method)}").Prepend($"interface {interfaces.GetGrainInterfaceType(type)}"));
        names.UnionWith(manifest.InterfaceImplementations.Where(IsOurs).Select(type => $"grain {grains.GetGrainType(type)}"));
        names.UnionWith(manifest.Serializers.SelectMany(SerializedBy).Where(IsOurs).Select(type => $"type {types.Format(type)}"));
        Assert.Equal(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "wire-names.txt")), names);
    }

    /// <summary>The types that a serializer is for.</summary>
    private static IEnumerable<Type> SerializedBy(Type serializer) => serializer.GetInterfaces().Where(type => type.IsGenericType).Select(type => type.GetGenericArguments()[0]);

    private static string IdOf(MethodInfo method) =>
        method.GetCustomAttribute<AliasAttribute>()?.Alias ?? method.GetCustomAttribute<IdAttribute>()?.Id.ToString() ?? method.ToString()!;

    private static bool IsOurs(Type type) =>
        type.Assembly.GetName().Name is { } name && name.StartsWith("Actors.", StringComparison.Ordinal) && !name.EndsWith(".Tests", StringComparison.Ordinal) && !type.IsGenericParameter;
}
