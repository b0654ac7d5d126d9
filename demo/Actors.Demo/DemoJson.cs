using System.Text.Json;

namespace Actors.Demo;

/// <summary>How the demo writes: camelCase. What it reads may have been written by anybody, so a member that is missing is not taken for null.</summary>
internal static class DemoJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
