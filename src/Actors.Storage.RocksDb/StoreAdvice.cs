namespace Actors.Storage.RocksDb;

/// <summary>What to do, as the messages of refusals say it: one text for each cause.</summary>
internal static class StoreAdvice
{
    internal const string Damaged =
        "Neither repair nor empty it: it may have forgotten promises, and the other nodes refuse an empty store. Put back an undamaged copy that was made of this very "
        + "store after its node stopped; an older one does not do. Without such a copy this node cannot vote again, and the others go on.";

    internal const string Missing = "Put back the files that are missing, as they were when the node stopped. If they are lost, the store is damaged. " + Damaged;

    internal const string Full = "Its disk is full: free space on it, or give it more, and touch nothing in the store. " + GoesOn;

    internal const string Rights = "Give the user that runs the node the right to read and write the store. " + GoesOn;

    internal const string ReadOnly = "Its file system is read-only, as many become when their disk fails: find out why, and make it writable again. " + GoesOn;

    internal const string Failing =
        "The disk fails: see the log of the operating system. If it fails for good, stop the node and move the whole store, as it is, to another disk. If it works again: " + GoesOn;

    internal const string TooManyFiles = "Raise the limit of open files for the process (ulimit -n), and start it again.";

    internal const string TooLarge = "Raise the limit of the size of files for the process (ulimit -f), and start it again.";

    internal const string Unknown = "Check the disk and the rights, and touch nothing in the store. " + GoesOn;

    private const string GoesOn = "A node that runs goes on by itself then; one that did not start must be started again.";

    private static readonly (string Sign, string Advice)[] Causes =
    [
        ("No such file or directory", Missing),
        ("does not exist", Missing),
        ("Corruption: ", Damaged),
        ("No space left on device", Full),
        ("not enough space", Full),
        ("Disk quota exceeded", Full),
        ("Read-only file system", ReadOnly),
        ("Permission denied", Rights),
        ("Operation not permitted", Rights),
        ("is denied", Rights),
        ("Too many open files", TooManyFiles),
        ("File too large", TooLarge),
        ("Input/output error", Failing),
    ];

    /// <summary>What to do about a failure of the operating system or of RocksDB. Both tell their causes by their messages alone.</summary>
    internal static string For(Exception failure)
    {
        foreach (var (sign, advice) in Causes)
            if (failure.Message.Contains(sign, StringComparison.OrdinalIgnoreCase)) return advice;
        return Unknown;
    }
}
