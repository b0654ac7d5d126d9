using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Log.Machines;
using CsCheck;

namespace Actors.Log.Tests;

/// <summary>All versions of all nodes must find the same hash for a state, in whatever blocks its JSON is.</summary>
public sealed class StateHashTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Const(""), Gen.Const("a"), Gen.Const("b"), Gen.Const("é"), Gen.Const("\"\\/\n\u0001"), Gen.Const("<&'+>"), Gen.Const("😀"), Gen.Const(new string('x', 300)));

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task A_dictionary_has_one_hash_in_whatever_order_it_is()
    {
        static Task<string> HashAsync(params string[] keys) =>
            StateHash.OfAsync(keys.ToDictionary(key => key, key => new { Key = key }), JsonSerializerOptions.Web, TestContext.Current.CancellationToken);
        Assert.Equal(await HashAsync("a", "b"), await HashAsync("b", "a"));
        Assert.NotEqual(await HashAsync("a", "b"), await HashAsync("a", "c"));
    }

    [Fact]
    public void The_hash_is_that_of_the_sorted_text() =>
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData("""{"a":[1,-2.5e30,true,null,"\u00E9"],"b":{"x":{},"y":[]}}"""u8)),
            StateHash.Of(In("""{ "b": {"y":[],"x":{}}, "a":[1,-2.5e30,true,null,"é"] }""", blockBytes: 7)));

    [Fact]
    public void The_hash_is_that_of_earlier_versions_in_whatever_blocks_the_text_is() =>
        Gen.Select(Value(depth: 4), Gen.Int[1, 40], Gen.Bool).Sample((value, blockBytes, escapes) =>
        {
            var json = JsonSerializer.Serialize(value, escapes ? JsonSerializerOptions.Default : Unescaped);
            Assert.Equal(HashOfEarlierVersions(json), StateHash.Of(In(json, blockBytes)));
        }, iter: 3_000);

    [Fact(Timeout = 60_000)]
    public async Task A_state_of_many_values_and_blocks_is_hashed_in_one_pass()
    {
        var state = Enumerable.Range(0, 200_000).ToDictionary(i => i.ToString(CultureInfo.InvariantCulture), i => new[] { i, i });
        Assert.Equal(
            HashOfEarlierVersions(JsonSerializer.Serialize(state)), await StateHash.OfAsync(state, JsonSerializerOptions.Default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_state_may_be_as_deep_as_the_options_let_it()
    {
        var json = $"{new string('[', 500)}{new string(']', 500)}";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))), StateHash.Of(In(json, blockBytes: 30)));
    }

    private static Gen<JsonNode?> Value(int depth)
    {
        var simple = Gen.OneOf(
            Gen.Const((JsonNode?)null), Gen.Bool.Select(value => (JsonNode?)value), Gen.Long.Select(value => (JsonNode?)value), Gen.Double[-1e9, 1e9].Select(value => (JsonNode?)value),
            Text.Select(value => (JsonNode?)value));
        if (depth == 0) return simple;
        var inner = Value(depth - 1);
        return Gen.OneOf(
            simple, inner.Array[0, 5].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Gen.Select(Text, inner).Array[0, 5].Select(members => (JsonNode?)new JsonObject(
                members.DistinctBy(member => member.Item1).Select(member => KeyValuePair.Create(member.Item1, member.Item2?.DeepClone())))));
    }

    /// <summary>The text in blocks of a size, as it comes from a serializer.</summary>
    private static ReadOnlySequence<byte> In(string json, int blockBytes)
    {
        Block? first = null, last = null;
        foreach (var bytes in Encoding.UTF8.GetBytes(json).Chunk(blockBytes))
        {
            last = new Block(bytes, last);
            first ??= last;
        }
        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }

    /// <summary>How it was computed before, with all of the state in memory as a document.</summary>
    private static string HashOfEarlierVersions(string json)
    {
        using var sorted = new MemoryStream();
        using (var writer = new Utf8JsonWriter(sorted)) Write(JsonDocument.Parse(json).RootElement, writer);
        return Convert.ToHexStringLower(SHA256.HashData(sorted.ToArray()));
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Write(item, writer);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private sealed class Block : ReadOnlySequenceSegment<byte>
    {
        public Block(byte[] bytes, Block? before)
        {
            (Memory, RunningIndex) = (bytes, before is null ? 0 : before.RunningIndex + before.Memory.Length);
            before?.Next = this;
        }
    }
}
