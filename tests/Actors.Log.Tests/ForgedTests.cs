using Actors.Log.KeyValues;
using Actors.Log.Locks;
using Actors.Log.Machines;
using Actors.Paxos;
using CsCheck;

namespace Actors.Log.Tests;

/// <summary>What somebody writes past the rule for names counts for nothing, for every reader alike, and all go on.</summary>
public sealed class ForgedTests
{
    private static readonly StateMachineOptions Often = new() { SnapshotDistance = 16, SnapshotBytesMax = 1 << 20 };

    private readonly MemoryRegisters _registers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Odd => ["", "null", "{}", "[", "17", "\"\\ud800\"", "{\"Name\":null}", "{\"Name\":[]}", "\u0001", "{\"Name\":\"a\",\"Count\":99999999999999}"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Odd))]
    public async Task An_entry_that_is_none_is_left_out_by_all_who_read_the_log(string payload)
    {
        await using var log = _registers.Log<Event>("events");
        Assert.Equal(0, await log.AppendAsync(new Event("a", 1), Token));
        await new Forger(_registers, "events").EntryAsync(Forger.Bytes(payload));
        Assert.Equal(2, await log.AppendAsync(new Event("b", 2), Token));
        Assert.Equal(3, await log.LengthAsync(Token));
        await using var other = _registers.Log<Event>("events");
        foreach (var reader in new[] { log, other })
        {
            Assert.Equal(["a", "b"], await NamesAsync(reader.ReadAsync(0, cancellationToken: Token), 2));
            Assert.Equal(["a", "b"], await NamesAsync(reader.TailAsync(0, Token), 2));
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"key":null,"value":"AA=="}""")]
    [InlineData("""{"key":"","value":"AA=="}""")]
    [InlineData("""{"key":"key","value":"AA==","contentType":null}""")]
    [InlineData("""{"key":"key","value":17}""")]
    public async Task A_map_goes_on_after_a_change_that_is_none(string entry)
    {
        await using var map = new KeyValueMap(_registers, options: Often);
        await map.ChangeAsync(new KeyValueCommand("key", [1]), Token);
        await new Forger(_registers, "kv").EntryAsync(Forger.Bytes(entry));
        for (var i = 0; i < 40; i++) await map.ChangeAsync(new KeyValueCommand("other", [2]), Token);
        await using var anew = new KeyValueMap(_registers, options: Often);
        foreach (var each in new[] { map, anew }) Assert.Equal([1], (await each.GetAsync("key", Token))!.Value);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"action":0,"name":null,"owner":"eve","lease":"00:01:00"}""")]
    [InlineData("""{"action":0,"name":"","owner":"eve","lease":"00:01:00"}""")]
    [InlineData("""{"action":0,"name":"other","owner":null,"lease":"00:01:00"}""")]
    [InlineData("""{"action":77,"name":"nightly","owner":"eve"}""")]
    [InlineData("""{"action":0,"name":"other","owner":"eve","lease":"10675199.02:48:05.4775807","at":"9999-12-31T23:59:59.9999999+00:00"}""")]
    [InlineData("""{"action":3,"name":"nightly","over":{"nightly":null}}""")]
    [InlineData("""{"action":3,"name":null,"owner":"eve","over":{"nightly":{"owner":"anna","token":1,"lease":"00:01:00","renewal":0}}}""")]
    [InlineData("""{"action":0,"name":"other","owner":null,"over":{"nightly":{"owner":"anna","token":1,"lease":"00:01:00","renewal":0}}}""")]
    public async Task A_lock_is_held_on_after_a_grant_that_is_none(string entry)
    {
        await using var locks = new LockService(_registers, TimeProvider.System, options: Often);
        var held = await locks.AcquireAsync("nightly", "anna", TimeSpan.FromMinutes(1), Token);
        await new Forger(_registers, "locks").EntryAsync(Forger.Bytes(entry));
        await using var anew = new LockService(_registers, TimeProvider.System, options: Often);
        foreach (var each in new[] { locks, anew })
        {
            Assert.Equal(("anna", held.Grant!.Token), ((await each.FindAsync("nightly", Token))!.Owner, (await each.FindAsync("nightly", Token))!.Token));
            Assert.Equal(LockOutcome.HeldByAnother, (await each.AcquireAsync("nightly", "bob", TimeSpan.FromMinutes(1), Token)).Outcome);
        }
        Assert.Equal(LockOutcome.Held, (await locks.RenewAsync("nightly", held.Grant!.Token, TimeSpan.FromMinutes(1), Token)).Outcome);
    }

    public static TheoryData<string> Bodies => ["", "garbage", "null", "{}", """{"state":null,"commands":[]}""", """{"state":{},"commands":[]}""", """{"state":{"version":1,"items":{}},"commands":null}""", """{"state":{"version":1,"items":{}},"commands":[null]}"""];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Bodies))]
    public async Task A_snapshot_that_cannot_be_read_means_the_one_before(string body)
    {
        await FillAsync(50);
        await new Forger(_registers, "kv").SnapshotAsync(Forger.Packed(Forger.Bytes(body)), 48);
        await new Forger(_registers, "kv").SnapshotAsync(Forger.Bytes(body), 48);
        await RequireWholeAsync(50);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_small_snapshot_of_very_many_bytes_is_not_unpacked()
    {
        await FillAsync(50);
        var bomb = Forger.Packed([.. Forger.Bytes("""{"state":{"version":1,"items":{}},"commands":[]"""), .. Enumerable.Repeat((byte)' ', 64 << 20), (byte)'}']);
        Assert.InRange(bomb.Length, 1, 60 * 1024);
        await new Forger(_registers, "kv").SnapshotAsync(bomb, 48);
        await RequireWholeAsync(50);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Next":-1,"StateHash":"","Sha256":"","Chunks":[]}""")]
    [InlineData("""{"Next":48,"StateHash":"","Sha256":"","Chunks":[-5]}""")]
    [InlineData("""{"Next":48,"StateHash":"","Sha256":"","Chunks":[0,0,0,0]}""")]
    [InlineData("""{"Next":48,"StateHash":"","Sha256":"","Chunks":[9223372036854775807]}""")]
    [InlineData("""{"Next":48,"StateHash":"","Sha256":"","Chunks":[0],"Previous":9223372036854775807}""")]
    [InlineData("""{"Next":48,"StateHash":"","Sha256":"","Chunks":[],"InList":true}""")]
    [InlineData("""{"Next":9223372036854775807,"StateHash":"","Sha256":"","Chunks":[]}""")]
    [InlineData("""{"Next":4000000,"StateHash":"","Sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","Chunks":[]}""")]
    public async Task A_manifest_that_cannot_be_true_is_passed_over(string manifest)
    {
        await FillAsync(50);
        await new Forger(_registers, "kv").ManifestAsync(Forger.Bytes(manifest));
        await RequireWholeAsync(50);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_snapshot_of_slots_that_are_not_there_yet_keeps_no_other_from_being_written()
    {
        await FillAsync(50);
        await new Forger(_registers, "kv").SnapshotAsync(Forger.Packed(Forger.Bytes("""{"state":{"version":1,"items":{}},"commands":[]}""")), 4_000_000);
        await FillAsync(100, from: 50);
        await using var map = new KeyValueMap(_registers, options: Often);
        var newest = 0L;
        while (newest < 96)
        {
            await map.ChangeAsync(new KeyValueCommand("other", [2]), Token);
            await foreach (var manifest in new SnapshotStore(new LogSlots(_registers, "kv/snapshots"), new LogSlots(_registers, "kv")).ReadBackAsync(Token))
                newest = Math.Max(newest, manifest.Next);
        }
        await RequireWholeAsync(100);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0)]
    [InlineData(30)]
    public async Task Far_slots_do_not_make_a_log_unreadable(int entries)
    {
        await using (var before = _registers.Log<Event>("events"))
            for (var i = 0; i < entries; i++) await before.AppendAsync(new Event($"{i}", i), Token);
        var forger = new Forger(_registers, "events");
        // What a search for the end looks at first, as far as there are slots: 16 at a time, each twice as far away as the one before.
        var far = Enumerable.Range(0, 54).Select(i => (1L << i) - 1 + Enumerable.Range(1, i / 16).Sum(block => 1L << ((16 * block) - 1)));
        foreach (var slot in far.Where(slot => slot > entries && slot <= SlotKey.SlotMax).Append(SlotKey.SlotMax))
            await forger.SlotAsync(slot, [1, 2, 3]);
        await using var log = _registers.Log<Event>("events");
        await log.AppendAsync(new Event("new", 1), Token);
        Assert.Equal([.. Enumerable.Range(0, entries).Select(i => $"{i}"), "new"], await NamesAsync(log.ReadAsync(0, cancellationToken: Token), entries + 1));
        Assert.InRange(await log.LengthAsync(Token), entries, entries + 200);
        await using var machine = Counter("events");
        Assert.Equal(1, (await machine.ExecuteAsync(1, Token)));
        Assert.Equal(1, (await machine.QueryAsync(Token)).State);
    }

    /// <summary>Finds the next forgery: any bytes as slots, entries and snapshots, between the commands of two machines.</summary>
    [Fact(Timeout = 240_000)]
    public async Task Whatever_is_written_into_its_registers_all_replicas_of_a_machine_agree_and_go_on()
    {
        string[] odd = [.. Odd.Concat(Bodies).Select(row => row.Data), "1", "-1", "2147483648", """{"state":5,"commands":[null]}"""];
        var bytes = Gen.OneOf(Gen.Byte.Array[0, 40], Gen.Int[0, odd.Length - 1].Select(i => Forger.Bytes(odd[i])));
        await Gen.Select(Gen.Int[0, 6], bytes, Gen.Int[-1, 100]).List[1, 12].SampleAsync(async forgeries =>
        {
            var registers = new MemoryRegisters();
            var forger = new Forger(registers, "counter");
            await using var one = new ReplicatedStateMachine<long, int, long>(registers, "counter", 0, static (sum, add) => (sum + add, sum + add), Often);
            await using var other = new ReplicatedStateMachine<long, int, long>(registers, "counter", 0, static (sum, add) => (sum + add, sum + add), Often);
            foreach (var (kind, data, at) in forgeries)
            {
                for (var i = 0; i < 8; i++) await AddAsync(one);
                await (kind switch
                {
                    0 => forger.EntryAsync(data),
                    1 => forger.SlotAsync((await one.QueryAsync(Token)).Slot + Math.Max(at, 0), data),
                    2 => forger.SlotAsync((await one.QueryAsync(Token)).Slot, data, "text/plain"),
                    3 => forger.ManifestAsync(data),
                    4 => forger.SnapshotAsync(data, at),
                    5 => forger.SnapshotAsync(data, 16, manifest => manifest with { Chunks = [at], Previous = at }),
                    _ => forger.EntryAsync(data, long.MaxValue),
                });
                await AddAsync(other);
            }
            await using var anew = new ReplicatedStateMachine<long, int, long>(registers, "counter", 0, static (sum, add) => (sum + add, sum + add), Often);
            var states = new[] { (await one.QueryAsync(Token)).State, (await other.QueryAsync(Token)).State, (await anew.QueryAsync(Token)).State };
            return states.Distinct().Count() == 1 && await AddAsync(anew) == states[0] + 1;
        }, iter: 60, threads: 1);
    }

    private ReplicatedStateMachine<long, int, long> Counter(string name) => new(_registers, name, 0, static (sum, add) => (sum + add, sum + add), Often);

    /// <summary>Adds one, exactly once: a machine that has fallen behind what was trimmed begins anew, and is asked again.</summary>
    private static async Task<long> AddAsync(ReplicatedStateMachine<long, int, long> machine)
    {
        for (var id = await machine.NewIdAsync(null, Token); ;)
        {
            try
            {
                return await machine.ExecuteAsync(1, id, Token);
            }
            catch (UnknownOutcomeException)
            {
                Token.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>As many changes as slots, each of a key of its own; and snapshots on the way, of which the last two are kept.</summary>
    private async Task FillAsync(int count, int from = 0)
    {
        await using var map = new KeyValueMap(_registers, options: Often);
        for (var i = from; i < count; i++) await map.ChangeAsync(new KeyValueCommand($"{i}", [(byte)i]), Token);
        while ((await _registers.ReadAsync(new SlotKey("kv", 0).Key, Token)).Proposal != TrimmedSlot.Proposal) await map.ChangeAsync(new KeyValueCommand("other", [2]), Token);
    }

    private async Task RequireWholeAsync(int count)
    {
        await using var map = new KeyValueMap(_registers, options: Often);
        for (var i = 0; i < count; i++) Assert.Equal([(byte)i], (await map.GetAsync($"{i}", Token))!.Value);
        await map.ChangeAsync(new KeyValueCommand("more", [3]), Token);
    }

    private static async Task<List<string?>> NamesAsync(IAsyncEnumerable<LogSlot<Event>> slots, int count)
    {
        var names = new List<string?>();
        await foreach (var slot in slots)
        {
            names.AddRange(slot.Entries.Select(each => each?.Name).Where(name => name is not null));
            if (names.Count >= count) break;
        }
        return names;
    }

    private sealed record Event(string Name, int Count);
}
