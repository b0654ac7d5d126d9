using System.Reflection;

namespace Actors.ClusterClient.Tests;

/// <summary>An interface whose calls all go to one handler.</summary>
public class Proxy : DispatchProxy
{
    public Func<MethodInfo, object?[], object?> Handler { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Handler(targetMethod!, args!);
}
