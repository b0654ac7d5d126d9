using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

/// <summary>
/// Version 1 of the binary form, byte by byte. Nodes of two releases talk to each other and disks outlive releases: a line of the
/// golden file never changes, and another form is another version.
/// </summary>
public sealed class GoldenWireTests
{
    private static readonly Ballot High = new(300, new ProposerId("node-2", 7, 70_000));
    private static readonly AcceptedPair Fast = new(Ballot.Fast, Apple), Classic = new(At(1), Pear);
    private static readonly Proposal Nothing = new(new ProposalId(new Guid("00112233-4455-6677-8899-aabbccddeeff")), new RegisterValue(default, ""));

    private static readonly (string Name, object Record)[] Samples =
    [
        ("key", new RegisterKey("orders/42/ü")),
        ("prepare", new Prepare(High)),
        ("accept fast", new Accept(Ballot.Fast, Apple)),
        ("accept classic", new Accept(High, Pear)),
        ("learn no bytes", new Learn(Nothing)),
        ("read", new Read()),
        ("promise nothing", new Promise(High, null)),
        ("promise fast", new Promise(High, Fast)),
        ("promise classic", new Promise(High, Classic)),
        ("accepted fast", new Accepted(Ballot.Fast)),
        ("accepted classic", new Accepted(High)),
        ("nack", new Nack(At(1), High, Classic)),
        ("nack nothing", new Nack(Ballot.Fast, High, null)),
        ("report", new Report(Ballot.Fast, Fast)),
        ("chosen", new Chosen(Plum)),
        ("learned", new Learned()),
        ("state initial", AcceptorState.Initial),
        ("state promised", new AcceptorState(High, null, null)),
        ("state accepted", new AcceptorState(High, Classic, null)),
        ("state chosen", AcceptorState.Initial with { Chosen = Plum }),
        ("trim", new Trim()),
        ("state trimmed", TrimmedSlot.State),
        ("state floor", TrimmedSlot.FloorState(new SlotKey("orders", 300))),
    ];

    private static string GoldenFile => Path.Combine(AppContext.BaseDirectory, "Golden", $"wire-v{PaxosCodec.Version}.txt");

    [Fact]
    public void The_bytes_are_those_of_the_golden_file() =>
        Assert.Equal(File.ReadAllLines(GoldenFile), Samples.Select(sample => $"{sample.Name}: {Convert.ToHexString(Wire.Bytes(sample.Record))}"));

    [Fact]
    public void The_golden_file_is_read_as_what_was_written() => Assert.All(File.ReadLines(GoldenFile).Zip(Samples), line =>
        Assert.Equal(line.Second.Record, Wire.Read(line.Second.Record, Convert.FromHexString(line.First[(line.First.IndexOf(':') + 2)..]))));
}
