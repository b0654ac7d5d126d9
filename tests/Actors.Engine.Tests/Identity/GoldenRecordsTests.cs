using System.Text;
using Actors.Engine.Identity;
using Actors.Paxos;

namespace Actors.Engine.Tests.Identity;

/// <summary>
/// What the registers and records of nodes hold, and under which keys. Disks outlive releases, and nodes of two releases must make the same proposal of the same
/// thing: a line of the golden file never changes.
/// </summary>
public sealed class GoldenRecordsTests
{
    private static readonly Guid One = new("00112233-4455-6677-8899-aabbccddeeff"), Two = new("11112222-3333-4444-5555-666677778888");
    private static readonly ClusterLayout Layout = new(["n1", "n2", "n3"], 3);
    private static readonly StartRecord Start = new(3, One);
    private static readonly StopRecord Stop = new(new Dictionary<string, IReadOnlyList<StoreMark>>
    {
        ["clustering"] = [new(3, 40, 30), new(1, 2), default],
        ["registers"] = [new(3, 70_000, 5)],
    });

    private static readonly (string Name, RegisterKey Key, Proposal Proposal)[] Samples =
    [
        ("layout", NodeKeys.Layout("c"), Of(NodeKeys.Layout("c"), ClusterIdentity.Of("c", Layout).Encode())),
        ("stores", NodeKeys.Stores("n1"), Of(NodeKeys.Stores("n1"), Stores(("registers", Two), ("clustering", One)))),
        ("added store", NodeKeys.AddedStore("n1", "registers"), Of(NodeKeys.AddedStore("n1", "registers"), Stores(("registers", Two)))),
        ("own stores", NodeKeys.OwnStores("n1"), Of(NodeKeys.OwnStores("n1"), Stores(("registers", Two), ("clustering", One)))),
        ("start", NodeKeys.Start("n1", 3), Start.Proposal),
        ("open", NodeKeys.Open("n1", 3), Start.Proposal),
        ("void", NodeKeys.Open("n1", 3), StartRecord.VoidOf(NodeKeys.Open("n1", 3))),
        ("own start", NodeKeys.OwnStart("n1"), Of(NodeKeys.OwnStart("n1"), Start.Encode())),
        ("stop", NodeKeys.Stop("n1", 3), new Proposal(new ProposalId(Two), Stop.Encode())),
        ("owner", NodeKeys.Owner, Owner()),
    ];

    private static string GoldenFile => Path.Combine(AppContext.BaseDirectory, "Golden", "node-records-v1.txt");

    [Fact]
    public void They_are_those_of_the_golden_file() => Assert.Equal(File.ReadAllLines(GoldenFile), Samples.Select(sample =>
        $"{sample.Name}: {sample.Key} {sample.Proposal.Id} {Show(sample.Proposal.Value)}"));

    [Fact]
    public void The_golden_file_is_read_as_what_was_written()
    {
        var lines = File.ReadLines(GoldenFile).ToDictionary(line => line[..line.IndexOf(':')], Read);
        Assert.Equal(Start, StartRecord.Decode(lines["own start"]));
        Assert.False(StartRecord.VotesUnopened(new Proposal(new ProposalId(One), lines["start"])));
        Assert.Equal([new(3, 40, 30), new(1, 2), default], StopRecord.Decode(lines["stop"]).Of("clustering"));
        Assert.Equal([new StoreMark(3, 70_000, 5)], StopRecord.Decode(lines["stop"]).Of("registers"));
        Assert.Equal(new Dictionary<string, Guid> { ["clustering"] = One, ["registers"] = Two }, StoreIds.Decode(lines["stores"]).Ids);
        Assert.Equal(new Dictionary<string, Guid> { ["registers"] = Two }, StoreIds.Decode(lines["added store"]).Ids);
        Assert.Equal(ClusterIdentity.Of("c", Layout).Fingerprint, ClusterIdentity.Decode(lines["layout"]).Fingerprint);
    }

    // As the start of a node binds it.
    private static Proposal Of(RegisterKey key, RegisterValue value) => IdentityProposal.Of(key, value);

    private static RegisterValue Stores(params (string Name, Guid Id)[] stores) => new StoreIds(stores.ToDictionary(store => store.Name, store => store.Id)).Encode();

    private static Proposal Owner()
    {
        var store = new MemoryStore();
        Assert.Null(StoreOwner.Claim(store, "n1", Layout));
        return store.Read(NodeKeys.Owner).Chosen!;
    }

    /// <summary>JSON as it is, anything else in hex.</summary>
    private static string Show(RegisterValue value) =>
        $"'{value.ContentType}' {(value.ContentType.EndsWith("json", StringComparison.Ordinal) ? Encoding.UTF8.GetString(value.Bytes.Span) : Convert.ToHexString(value.Bytes.Span))}";

    private static RegisterValue Read(string line)
    {
        var parts = line.Split('\'');
        var text = line[(line.LastIndexOf('\'') + 2)..];
        return new RegisterValue(parts[1].EndsWith("json", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(text) : Convert.FromHexString(text), parts[1]);
    }
}
