using Actors.Paxos;
using Actors.Registers;

namespace Actors.Grains.Hosting;

/// <summary>How long a grain call is held for somebody who waits: well below any response timeout. Whoever still waits calls again.</summary>
internal static class Hold
{
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(10);

    /// <summary>The winner, null if there was none while the call was held.</summary>
    public static async Task<Proposal?> WaitAsync(IRegisters registers, RegisterKey key, CancellationToken cancellationToken)
    {
        using var hold = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        hold.CancelAfter(Max);
        try
        {
            return await registers.WaitAsync(key, hold.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
