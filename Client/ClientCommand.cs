using System.CommandLine;

namespace Actors.Client;

/// <summary>A command whose help shows how to use it.</summary>
internal sealed class ClientCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public const string Program = "client";

    /// <summary>What to do when it is not known whether the command did what it was to do. Default: that of one that changes nothing.</summary>
    public string Advice { get; set; } = "Ask again: that changes nothing.";

    /// <summary>What to type after the name of the program.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
