using Actors.Paxos;

namespace Actors.Engine.Tests;

internal sealed class TestCaller : Caller
{
    public Outcome? Outcome { get; private set; }

    public override void Complete(Outcome outcome)
    {
        Assert.Null(Outcome);
        Outcome = outcome;
    }
}
