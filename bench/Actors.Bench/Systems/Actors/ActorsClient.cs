using Actors.Bench.Load;
using Actors.Log;
using Actors.Log.Machines;
using Actors.Paxos;
using Actors.Registers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Bench.Systems.Actors;

/// <summary>The public API on an Orleans client: registers, logs and state machines of text, written as JSON.</summary>
internal sealed class ActorsClient(IHost host) : IRegisterClient, ILogClient
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100), GoodbyeMax = TimeSpan.FromSeconds(2);

    /// <summary>The registers as this client sees them.</summary>
    public IRegisters Registers { get; } = new ClientRegisters(host.Services.GetRequiredService<IClusterClient>());

    /// <summary>Returns once all nodes vote.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        while (!(await Registers.NodesAsync(cancellationToken)).All(node => node is { Answers: true, Problem: null }))
            await Task.Delay(RetryDelay, cancellationToken);
    }

    public async Task<string> DecideAsync(string key, string value, CancellationToken cancellationToken)
    {
        var variable = Registers.WriteOnce<string>(key);
        var proposal = ProposalId.New();
        while (true)
        {
            try
            {
                return (await variable.TryInitializeAsync(value, proposal, cancellationToken)).Value;
            }
            catch (RegisterException)
            {
                // No quorum or unknown, after seconds; under the same id it is the same proposal.
                await Task.Delay(RetryDelay, cancellationToken);
            }
        }
    }

    public async Task<string?> ReadAsync(string key, CancellationToken cancellationToken) =>
        (await Registers.WriteOnce<string>(key).ReadAsync(cancellationToken))?.Value;

    public IOrder Open(string name, Workload workload) => workload == Workload.Execute
        ? new ActorsMachine(new ReplicatedStateMachine<long, string, long>(Registers, name, 0, (count, _) => (count + 1, count + 1)))
        : new ActorsLog(Registers.Log<string>(name));

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(GoodbyeMax);
        try
        {
            await host.StopAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // A gateway that was killed takes no goodbye.
        }
        host.Dispose();
    }
}
