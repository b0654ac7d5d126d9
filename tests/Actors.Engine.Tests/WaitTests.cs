using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>Callers that wait for registers are woken by hints. The looks beside them must cost next to nothing.</summary>
public sealed class WaitTests
{
    private const int Waiters = 1_000;

    private readonly ProposerEngine _engine = NewEngine();
    private int _batches, _looks;

    [Fact]
    public void Looks_of_many_that_wait_travel_together()
    {
        for (var i = 0; i < Waiters; i++)
        {
            RunUntil(Ms(10.3 * i));
            _engine.Wait(new TestCaller(), Key(i), Ms(10.3 * i));
            Answer(Ms(10.3 * i));
        }
        RunUntil(Ms(30_000));
        (_batches, _looks) = (0, 0);
        RunUntil(Ms(90_000));
        // Each looks every 5 to 10 s, so that no decision is overlooked whose hint was lost.
        Assert.InRange(_looks, 3 * Waiters * 6, 3 * Waiters * 13);
        // A moment in 250 ms, three acceptors, and as a rule one batch for each.
        Assert.InRange(_batches, 1, 2 * 3 * 60 * 4);
    }

    private void RunUntil(TimeSpan end)
    {
        while (_engine.NextTimer is { } due && due <= end)
        {
            _engine.OnTimer(due);
            Answer(due);
        }
    }

    private void Answer(TimeSpan now)
    {
        while (_engine.TakeEffects() is { } effects)
        {
            Assert.Empty(effects.Completions);
            foreach (var batch in effects.Batches)
            {
                (_batches, _looks) = (_batches + 1, _looks + batch.Messages.Count);
                _engine.OnReplies(batch, [.. batch.Messages.Select(_ => (AcceptorReply)new Report(Ballot.Fast, null))], default, now);
            }
        }
    }
}
