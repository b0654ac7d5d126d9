using Actors.Paxos;

namespace Actors.Simulation.Checkers;

/// <summary>
/// An acceptor keeps its word, across restarts: after a promise it accepts nothing lower, and it never again hides what it has said to
/// have accepted. It judges by the replies alone, as everybody else in the cluster must.
/// </summary>
internal sealed class PromiseChecker
{
    private readonly Dictionary<(int, RegisterKey), Word> _words = [];

    /// <summary>The acceptor sent this reply to this message.</summary>
    public string? OnReply(int acceptor, RegisterKey key, AcceptorMessage message, AcceptorReply reply)
    {
        if (!_words.TryGetValue((acceptor, key), out var word)) _words[(acceptor, key)] = word = new Word();
        var problem = (message, reply) switch
        {
            (Accept accept, Accepted) => word.OnAccepted(accept),
            (_, Promise promise) => word.OnSaid(promise.Ballot, promise.Accepted),
            (_, Nack nack) => word.OnSaid(nack.Promised, nack.Pair),
            (_, Report report) => word.OnSaid(report.Promised, report.Accepted),
            _ => null,
        };
        return problem is null ? null : $"acceptor {acceptor} of {key} {problem}";
    }

    /// <summary>What one acceptor has said about one register.</summary>
    private sealed class Word
    {
        private readonly HashSet<AcceptedPair> _accepted = [];
        private Ballot _promised;
        private AcceptedPair? _highest;

        public string? OnAccepted(Accept accept)
        {
            var pair = new AcceptedPair(accept.Ballot, accept.Proposal);
            // Saying again what it accepted before the promise is no new acceptance.
            if (_accepted.Contains(pair)) return null;
            if (accept.Ballot < _promised) return $"promised {_promised} and then accepted {Name.Of(pair)}";
            _promised = accept.Ballot;
            return Hold(pair);
        }

        public string? OnSaid(Ballot promised, AcceptedPair? pair)
        {
            if (promised < _promised) return $"promised {_promised} and later only {promised}";
            _promised = promised;
            if (pair is null) return _highest is null ? null : $"accepted {Name.Of(_highest)} and later denied it";
            return _accepted.Contains(pair) && pair == _highest ? null : Hold(pair);
        }

        private string? Hold(AcceptedPair pair)
        {
            if (_highest is not null && pair.Ballot <= _highest.Ballot) return $"accepted {Name.Of(_highest)} and then {Name.Of(pair)}";
            _highest = pair;
            _accepted.Add(pair);
            return null;
        }
    }
}
