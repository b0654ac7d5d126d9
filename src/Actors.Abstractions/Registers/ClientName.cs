namespace Actors.Registers;

/// <summary>The name of a client that is a proposer of its own: <c>client:</c> and a random UUID, of 122 random bits. No node can have such a name, for ':' is in none.</summary>
public static class ClientName
{
    private const string Prefix = "client:";

    /// <summary>A name that nobody has had before.</summary>
    public static string New() => $"{Prefix}{Guid.NewGuid():N}";

    /// <summary>Whether a proposer of this name is a client's.</summary>
    public static bool Is(string proposer) => proposer.StartsWith(Prefix, StringComparison.Ordinal);
}
