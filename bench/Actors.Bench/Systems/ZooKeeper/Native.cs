using System.Runtime.InteropServices;

namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>ZooKeeper's own C client, the multi-threaded one. Its calls return at once; completions come on a thread of its own.</summary>
internal static unsafe partial class Native
{
    public const int Ok = 0, ConnectionLoss = -4, OperationTimeout = -7, NoNode = -101, NodeExists = -110;
    public const int LogNothing = 0;

    private const string Library = "libzookeeper_mt.so.2";

    /// <summary>An access list that lets everybody do everything.</summary>
    public static nint OpenAccess { get; } = NativeLibrary.GetExport(NativeLibrary.Load(Library), "ZOO_OPEN_ACL_UNSAFE");

    [LibraryImport(Library, EntryPoint = "zoo_set_debug_level")]
    public static partial void SetLogLevel(int level);

    /// <summary>Whether servers are tried in the order in which they are given.</summary>
    [LibraryImport(Library, EntryPoint = "zoo_deterministic_conn_order")]
    public static partial void KeepServerOrder(int keep);

    [LibraryImport(Library, EntryPoint = "zookeeper_init", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial nint Open(string servers, nint watcher, int timeoutMs, nint client, nint context, int flags);

    [LibraryImport(Library, EntryPoint = "zookeeper_close")]
    public static partial int Close(nint session);

    [LibraryImport(Library, EntryPoint = "zoo_acreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Create(
        nint session, string path, byte* value, int length, nint access, int mode, delegate* unmanaged<int, byte*, nint, void> completion, nint data);

    [LibraryImport(Library, EntryPoint = "zoo_aget", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Get(nint session, string path, int watch, delegate* unmanaged<int, byte*, int, nint, nint, void> completion, nint data);

    [LibraryImport(Library, EntryPoint = "zoo_async", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Sync(nint session, string path, delegate* unmanaged<int, byte*, nint, void> completion, nint data);
}
