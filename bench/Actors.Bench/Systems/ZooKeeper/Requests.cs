namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>The requests that the load needs.</summary>
internal static class Requests
{
    /// <summary>The number of a ping and of its answer, which are in no order with the rest.</summary>
    public const int PingXid = -2;

    /// <summary>Room for any request but the texts in it.</summary>
    public const int FixedBytes = 128;

    private const int CreateOperation = 1, GetDataOperation = 4, SyncOperation = 9, PingOperation = 11;
    private const int Persistent = 0, AllPermissions = 31, PasswordBytes = 16;

    /// <summary>Opens a new session.</summary>
    public static void Connect(ref Frame frame, int timeoutMs)
    {
        frame.Number(0);
        frame.Long(0);
        frame.Number(timeoutMs);
        frame.Long(0);
        frame.Zeros(PasswordBytes);
        frame.False();
    }

    /// <summary>Creates a persistent node with which everybody may do everything.</summary>
    public static void Create(ref Frame frame, int xid, string path, string value)
    {
        frame.Number(xid);
        frame.Number(CreateOperation);
        frame.Text(path);
        frame.Text(value);
        frame.Number(1);
        frame.Number(AllPermissions);
        frame.Text("world");
        frame.Text("anyone");
        frame.Number(Persistent);
    }

    /// <summary>Reads a node.</summary>
    public static void Get(ref Frame frame, int xid, string path)
    {
        frame.Number(xid);
        frame.Number(GetDataOperation);
        frame.Text(path);
        frame.False();
    }

    /// <summary>Has the server catch up with its leader.</summary>
    public static void Sync(ref Frame frame, int xid, string path)
    {
        frame.Number(xid);
        frame.Number(SyncOperation);
        frame.Text(path);
    }

    /// <summary>Keeps the session.</summary>
    public static void Ping(ref Frame frame)
    {
        frame.Number(PingXid);
        frame.Number(PingOperation);
    }
}
