using Actors.Engine;

namespace Actors.Storage.RocksDb;

/// <summary>Opening a store: whose it is, which one it is, and whether it is whole.</summary>
internal static class StoreOpening
{
    internal static (RegisterDatabase Database, StoreMeta Meta) Run(StoreDirectory directory, string node, RocksDbStoreOptions options) =>
        Checked(directory, options, database =>
        {
            var meta = database.ReadMeta() ?? Create(directory, database, node);
            if (meta.Node != node)
                throw new StoreException(
                    $"The store at '{directory.Path}' belongs to node '{meta.Node}', not to '{node}'. "
                    + "Give each node a directory of its own, and never a copy.");
            directory.EndCreation();
            if (options.VerifyOnOpen) database.Verify();
            return meta;
        });

    /// <summary>Opens the store that was open before, and no other.</summary>
    internal static (RegisterDatabase Database, StoreMeta Meta) RunAgain(
        StoreDirectory directory, StoreMeta before, RocksDbStoreOptions options) =>
        Checked(directory, options, database =>
        {
            var meta = database.ReadMeta();
            return meta?.StoreId == before.StoreId
                ? meta
                : throw new StoreException(
                    $"The store at '{directory.Path}' was {before.StoreId} and is now {meta?.StoreId.ToString() ?? "nameless"}. "
                    + "Stop this node and find out who changed it.");
        });

    private static (RegisterDatabase, StoreMeta) Checked(
        StoreDirectory directory, RocksDbStoreOptions options, Func<RegisterDatabase, StoreMeta> check)
    {
        RegisterDatabase? database = null;
        try
        {
            database = RegisterDatabase.Open(directory, options);
            return (database, check(database));
        }
        catch (Exception exception)
        {
            database?.Dispose();
            if (exception is StoreException) throw;
            throw new StoreException(
                $"The store at '{directory.Path}' cannot be opened: {exception.Message} {StoreAdvice.For(exception)}", exception);
        }
    }

    private static StoreMeta Create(StoreDirectory directory, RegisterDatabase database, string node)
    {
        if (!directory.IsCreating)
            throw new StoreException(
                $"The database at '{directory.Path}' has no record that names it: it is no register store, or damaged. "
                + StoreAdvice.Damaged);
        var meta = new StoreMeta(Guid.NewGuid(), node, 0);
        database.WriteMeta(meta);
        return meta;
    }
}
