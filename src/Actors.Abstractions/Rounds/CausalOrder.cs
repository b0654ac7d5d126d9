namespace Actors.Rounds;

/// <summary>Merges the events of nodes into one order in which nothing is received before it is sent.</summary>
internal static class CausalOrder
{
    /// <param name="nodes">The events of each node, in its order.</param>
    public static IReadOnlyList<RoundMoment> Of(IReadOnlyList<IReadOnlyList<RoundEvent>> nodes)
    {
        var sendsToCome = nodes.SelectMany(events => events).Where(item => item.Step == RoundStep.Sent)
            .GroupBy(item => item.Message!).ToDictionary(group => group.Key, group => group.Count());
        var underWay = new Dictionary<RoundMessage, Queue<int>>();
        var moments = new List<RoundMoment>();
        var next = new int[nodes.Count];
        while (Choose() is { } node)
        {
            var chosen = nodes[node][next[node]++];
            Place(chosen);
        }
        return moments;

        int? Choose()
        {
            int? best = null, earliest = null;
            for (var i = 0; i < nodes.Count; i++)
            {
                if (next[i] == nodes[i].Count) continue;
                if (earliest is null || Head(i).At < Head(earliest.Value).At) earliest = i;
                if (!Waits(Head(i)) && (best is null || Head(i).At < Head(best.Value).At)) best = i;
            }
            // Equal messages that were lost and sent again may be told apart wrongly; then the clocks must do.
            return best ?? earliest;
        }

        RoundEvent Head(int node) => nodes[node][next[node]];

        bool Waits(RoundEvent item) => item.Step == RoundStep.Received
            && !(underWay.TryGetValue(item.Message!, out var sent) && sent.Count > 0)
            && sendsToCome.GetValueOrDefault(item.Message!) > 0;

        void Place(RoundEvent item)
        {
            var place = moments.Count;
            if (item.Message is not { } message)
            {
                moments.Add(new RoundMoment(item));
                return;
            }
            if (!underWay.TryGetValue(message, out var sent)) underWay.Add(message, sent = new());
            switch (item.Step)
            {
                case RoundStep.Sent:
                    sendsToCome[message]--;
                    sent.Enqueue(place);
                    moments.Add(new RoundMoment(item));
                    break;
                case RoundStep.Received when sent.TryDequeue(out var sentAt):
                    moments[sentAt] = moments[sentAt] with { ReceivedAt = place };
                    moments.Add(new RoundMoment(item, SentAt: sentAt));
                    break;
                case RoundStep.Lost when sent.TryPeek(out var sentAt):
                    moments[sentAt] = moments[sentAt] with { GivenUpAt = place };
                    moments.Add(new RoundMoment(item));
                    break;
                default:
                    moments.Add(new RoundMoment(item));
                    break;
            }
        }
    }
}
