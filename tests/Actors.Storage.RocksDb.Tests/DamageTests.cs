using Actors.Engine;
using Actors.Paxos;
using static Actors.Storage.RocksDb.Tests.Sample;

namespace Actors.Storage.RocksDb.Tests;

public sealed class DamageTests : IDisposable
{
    private const int Batches = 5, Registers = 500;
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    public static TheoryData<string> Harms => ["flip low bit", "flip high bit", "zero"];

    [Theory, MemberData(nameof(Harms))]
    public void No_byte_of_the_log_can_be_damaged_unnoticed_before_its_last_record(string harm)
    {
        var end = FillLog();
        var log = File.ReadAllBytes(_directory.Log);
        for (var offset = 0; offset < end; offset++)
        {
            if (Harm(log[offset], harm) == log[offset]) continue;
            using var copy = _directory.Copy();
            Poke(copy.Log, offset, value => Harm(value, harm));
            Assert.Contains("damaged", Assert.Throws<StoreException>(() => copy.Open()).Message);
        }
    }

    [Fact]
    public void A_stretch_of_zeros_in_the_log_is_refused()
    {
        var end = FillLog();
        for (var length = 8; length < end; length *= 2)
        {
            using var copy = _directory.Copy();
            for (var offset = 0; offset < length; offset++) Poke(copy.Log, end / 2 - length / 2 + offset, _ => 0);
            Assert.Throws<StoreException>(() => copy.Open());
        }
    }

    [Fact]
    public void A_log_torn_in_its_last_record_loses_that_record_only()
    {
        var end = FillLog();
        for (var length = (int)new FileInfo(_directory.Log).Length - 1; length >= end; length--)
        {
            using var copy = _directory.Copy();
            using (var log = File.OpenWrite(copy.Log)) log.SetLength(length);
            using var store = copy.Open();
            Assert.All(Batch(0, Batches - 1), pair => Assert.Equal(pair.Value, store.Read(pair.Key)));
            Assert.Equal(AcceptorState.Initial, store.Read(Key(Batches - 1)));
        }
    }

    [Fact]
    public void Damage_to_the_content_of_the_last_record_is_no_tear()
    {
        const int header = 7;
        var end = FillLog();
        for (var offset = end + header; offset < new FileInfo(_directory.Log).Length; offset++)
        {
            using var copy = _directory.Copy();
            Poke(copy.Log, offset, value => (byte)~value);
            Assert.Contains(StoreAdvice.Damaged, Assert.Throws<StoreException>(() => copy.Open()).Message);
        }
    }

    [Fact]
    public void No_damage_to_a_sorted_file_changes_an_answer()
    {
        FillTables();
        var table = Path.GetFileName(Table);
        var (length, refused) = (new FileInfo(Table).Length, 0);
        for (long offset = 0; offset < length; offset += 499)
        {
            using var copy = _directory.Copy();
            Poke(Path.Combine(copy.Database, table), offset, value => (byte)~value);
            try
            {
                using var store = copy.Open();
                Assert.All(Batch(0, Registers), pair => Assert.Equal(pair.Value, store.Read(pair.Key)));
            }
            catch (StoreException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 0.9 * length / 499, length);
    }

    [Fact]
    public void Without_the_check_at_start_damage_is_found_by_the_read_that_meets_it()
    {
        FillTables();
        Poke(Table, 20, value => (byte)~value);
        Assert.Throws<StoreException>(() => _directory.Open());
        using var store = _directory.Open(options: new() { VerifyOnOpen = false });
        Assert.Contains("cannot be read", Assert.Throws<StoreException>(() => store.Read(Key(0))).Message);
    }

    [Theory]
    [InlineData("CURRENT")]
    [InlineData("MANIFEST-*")]
    [InlineData("*.sst")]
    [InlineData("*.log")]
    public void A_missing_file_is_refused(string pattern)
    {
        FillTables();
        foreach (var file in Directory.GetFiles(_directory.Database, pattern)) File.Delete(file);
        Assert.Contains(StoreAdvice.Missing, Assert.Throws<StoreException>(() => _directory.Open()).Message);
    }

    [Fact]
    public void A_damaged_manifest_is_refused()
    {
        FillTables();
        Poke(Directory.GetFiles(_directory.Database, "MANIFEST-*").Single(), 20, value => (byte)~value);
        Assert.Contains(StoreAdvice.Damaged, Assert.Throws<StoreException>(() => _directory.Open()).Message);
    }

    private string Table => Directory.GetFiles(_directory.Database, "*.sst").MaxBy(file => new FileInfo(file).Length)!;

    /// <summary>Some batches that are in the log only; returns where the last one starts.</summary>
    private int FillLog()
    {
        using var store = _directory.Open();
        var end = 0;
        for (var batch = 0; batch < Batches; batch++)
        {
            end = (int)new FileInfo(_directory.Log).Length;
            store.Write(Batch(batch, 1), durable: true);
        }
        return end;
    }

    private void FillTables()
    {
        using var store = _directory.Open();
        store.Write(Batch(0, Registers), durable: true);
        store.Reopen();
    }

    private static byte Harm(byte value, string harm) => harm switch
    {
        "flip low bit" => (byte)(value ^ 1),
        "flip high bit" => (byte)(value ^ 128),
        _ => 0,
    };

    private static void Poke(string file, long offset, Func<byte, byte> harm)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.Position = offset;
        var value = (byte)stream.ReadByte();
        stream.Position = offset;
        stream.WriteByte(harm(value));
    }
}
