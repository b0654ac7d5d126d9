using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Paxos;
using Actors.Runtime;
using Microsoft.Extensions.Logging;

namespace Actors.Clustering.Nodes;

/// <summary>Runs a node's <see cref="StartEngine"/>: asks the others, remembers, gets registers decided. All decisions are the engine's.</summary>
internal sealed partial class NodeStart(RegisterNode node, StartEngine engine, Meeting meeting, PatientRegisters registers, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Ends with the gate open, or closed for good.</summary>
    /// <returns>Why the node does not vote until it is started again; null if it votes. What a disk refuses for a moment is tried again.</returns>
    /// <exception cref="ClusteringException">The node is configured for another cluster than the others.</exception>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        var step = await MeetAsync(cancellationToken);
        if (engine.IsNewcomer) LogIsNew(node.Name);
        while (true)
        {
            switch (step)
            {
                case StartStep.Ask:
                    step = await MeetAsync(cancellationToken);
                    break;
                case StartStep.Note note:
                    step = await StoreAsync(() => node.NoteAsync(note.Key, note.Value), cancellationToken);
                    break;
                case StartStep.Remember remember:
                    step = await StoreAsync(() => node.LearnAsync(remember.Key, remember.Value), cancellationToken);
                    break;
                case StartStep.Decide decide:
                    step = engine.OnDecided(await DecideAsync(decide, cancellationToken));
                    break;
                case StartStep.Votes:
                    LogVotes(node.Name, engine.Start.Number);
                    return null;
                case StartStep.Refuses refuses:
                    LogRefuses(node.Name, refuses.Reason);
                    return refuses.Reason;
                case StartStep.Stops stops:
                    throw new ClusteringException(stops.Reason);
            }
        }
    }

    private async Task<StartStep> MeetAsync(CancellationToken cancellationToken)
    {
        var step = await meeting.WaitAsync(engine, cancellationToken);
        if (step is StartStep.Stops or StartStep.Refuses) return step;
        await node.RollCall.WaitAsync(cancellationToken);
        return await node.HearAsync(engine.Stopped.Of(StoreIds.Clustering)) is { } behind ? engine.OnStoreBehind(behind) : step;
    }

    /// <summary>Tries until it is stored: the node must not vote on anything else before. A store that is behind never takes it.</summary>
    private async Task<StartStep> StoreAsync(Func<Task> store, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await store();
                return engine.OnRemembered();
            }
            catch (StoreBehindException exception)
            {
                return engine.OnStoreBehind(exception.Message);
            }
            catch (StoreException exception)
            {
                LogWaits(node.Name, exception.Message);
            }
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Tries until a quorum answers: without one this node has nothing else to do.</summary>
    private async Task<Proposal> DecideAsync(StartStep.Decide decide, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await registers.ProposeAsync(decide.Key, decide.Proposal, cancellationToken);
            }
            catch (ClusteringException exception)
            {
                LogWaits(node.Name, exception.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} votes: start {Number} with its own stores.")]
    private partial void LogVotes(string node, long number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} has a new store in a cluster that exists: it votes once a quorum of the others has bound it.")]
    private partial void LogIsNew(string node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} waits to show that its stores are its own: {Problem}")]
    private partial void LogWaits(string node, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Node {Node} does not vote: {Reason}")]
    private partial void LogRefuses(string node, string reason);
}
