using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Paxos;

namespace Actors.Clustering.Membership;

/// <summary>A table version as the value of its register: JSON, format 1.</summary>
internal static partial class MemberTableCodec
{
    private const int Format = 1;
    private const string ContentType = "application/vnd.actors.membership+json";

    /// <exception cref="ClusteringException">The table has too many rows for a register.</exception>
    public static RegisterValue Encode(MemberTable table)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new Document(Format, table.Version, table.Rows), Json.Default.Document);
        if (bytes.Length > RegisterValue.MaxBytes)
            throw new ClusteringException(
                $"A membership table of {table.Rows.Count} rows takes {bytes.Length} bytes, and a register holds {RegisterValue.MaxBytes}. "
                + "Have dead silos cleaned up: ClusterMembershipOptions.MaxDefunctSiloEntries.");
        return new RegisterValue(bytes, ContentType);
    }

    /// <exception cref="ClusteringException">No table, of a format that this version does not know, or not the expected version.</exception>
    public static MemberTable Decode(RegisterValue value, int version)
    {
        try
        {
            var document = JsonSerializer.Deserialize(value.Bytes.Span, Json.Default.Document);
            if (document is { Format: Format, Rows: not null } && document.Version == version) return new MemberTable(version, Require(document.Rows, version));
            throw new ClusteringException(
                $"Membership version {version} is in format {document?.Format} and says that it is version {document?.Version}; "
                + $"this software reads format {Format}. Use the version that wrote it.");
        }
        catch (Exception exception) when (exception is not ClusteringException)
        {
            // Orleans reads addresses of silos, and throws whatever it likes.
            throw new ClusteringException($"Membership version {version} holds {value}, which is no membership table.", exception);
        }
    }

    /// <summary>An untrusted caller may have decided the register. An invalid row would throw wherever the table is used.</summary>
    private static IReadOnlyList<MemberRow> Require(IReadOnlyList<MemberRow> rows, int version)
    {
        var isTable = rows.All(row => row is { Silo: not null, Silo.Generation: >= 0 and < int.MaxValue, ProxyPort: >= 0 and <= IPEndPoint.MaxPort }
                && row.ChangedAt <= version && (row.Suspicions?.All(suspicion => suspicion is { By: not null }) ?? true))
            && rows.DistinctBy(row => row.Silo).Count() == rows.Count;
        return isTable ? rows : throw new JsonException("A row has an invalid silo address, or two rows have the same silo.");
    }

    internal sealed record Document(int Format, int Version, IReadOnlyList<MemberRow> Rows);

    [JsonSourceGenerationOptions(
        JsonSerializerDefaults.Web,
        UseStringEnumConverter = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        RespectRequiredConstructorParameters = false)]
    [JsonSerializable(typeof(Document))]
    private sealed partial class Json : JsonSerializerContext;
}
