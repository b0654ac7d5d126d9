using Actors.Paxos;
using Actors.Silo.Http.Registers;
using Microsoft.AspNetCore.Http;

namespace Actors.Silo.Tests;

/// <summary>64 KiB for each caller that claims them and sends nothing, of whom there may be ten thousand.</summary>
public sealed class ClaimedLengthTests
{
    [Fact]
    public async Task Nothing_is_set_aside_for_a_value_that_is_only_announced()
    {
        await ReadAsync();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = ReadAsync();
        Assert.True(read.IsCompletedSuccessfully);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, RegisterValue.MaxBytes / 4);
        Assert.Equal([1, 2, 3], (await read).Value.Bytes.ToArray());

        static Task<Proposal> ReadAsync() =>
            RegisterRequest.ReadProposalAsync(new DefaultHttpContext { Request = { ContentLength = RegisterValue.MaxBytes, Body = new MemoryStream([1, 2, 3]) } }.Request);
    }
}
