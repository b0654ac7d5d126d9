namespace Actors.Explorer.Steps;

/// <summary>All steps, from a variable to Paxos.</summary>
public static class Ladder
{
    /// <summary>In order.</summary>
    public static readonly IReadOnlyList<Step> Steps =
        [FirstSteps.Variable, FirstSteps.Coordinator, VoteSteps.Majority, VoteSteps.TieBreakers, FlpStep.Value, PaxosSteps.Rounds, PaxosSteps.FastRound, LogStep.Value];

    /// <summary>The step with this number, null if there is none.</summary>
    public static Step? Find(int number) => Steps.FirstOrDefault(step => step.Number == number);
}
