using System.CommandLine;
using Actors.Simulation.Commands;

return await new RootCommand("Consensus in made-up worlds: the product's own classes, every fault, all from a seed.")
{
    RunCommand.Make(),
    ReplayCommand.Make(),
    SabotageCommand.Make(),
    ExploreCommand.Make(),
    TerminationCommand.Make(),
    PlacementCommand.Make(),
    LogCommand.Make(),
}.Parse(args).InvokeAsync();
