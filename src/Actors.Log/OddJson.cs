using System.Text.Json;

namespace Actors.Log;

/// <summary>JSON of registers, which may hold what no writer of this library wrote: whatever cannot be read is nothing, for all readers alike.</summary>
internal static class OddJson
{
    /// <summary>Whether the bytes are a <typeparamref name="T"/>.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> bytes, JsonSerializerOptions json, out T? value)
    {
        try
        {
            value = JsonSerializer.Deserialize<T>(bytes, json);
            return true;
        }
        catch (Exception exception) when (IsOdd(exception))
        {
            value = default;
            return false;
        }
    }

    /// <summary>Whether it says something of the bytes: a type may refuse values with any exception. Memory that is short says nothing of them.</summary>
    public static bool IsOdd(Exception exception) => exception is not (OperationCanceledException or OutOfMemoryException);
}
