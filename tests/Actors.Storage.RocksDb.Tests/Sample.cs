using System.Text;
using Actors.Paxos;

namespace Actors.Storage.RocksDb.Tests;

internal static class Sample
{
    internal static RegisterKey Key(int number) => new($"orders/{number:D6}");

    internal static Proposal Proposal(int number, string value = "cancelled") =>
        new(new ProposalId(new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), 
            new RegisterValue(Encoding.UTF8.GetBytes(value), "text/plain"));

    internal static AcceptorState Accepted(int number, string value = "cancelled") =>
        new(Ballot.Fast, new AcceptedPair(Ballot.Fast, Proposal(number, value)), null);

    internal static AcceptorState Promised(long round) => new(new Ballot(round, new ProposerId("node-2", 3, 4)), null, null);

    internal static KeyValuePair<RegisterKey, AcceptorState>[] Batch(int first, int count, string value = "cancelled") =>
        [.. Enumerable.Range(first, count).Select(number => KeyValuePair.Create(Key(number), Accepted(number, value)))];

    internal static void Write(this RocksDbRegisterStore store, KeyValuePair<RegisterKey, AcceptorState>[] batch) => store.Write(batch, durable: true);

    internal static void Write(this RocksDbRegisterStore store, RegisterKey key, AcceptorState state) =>
        store.Write([KeyValuePair.Create(key, state)], durable: true);
}
