using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Actors.Runtime.Metrics;

namespace Actors.Runtime.Tests;

/// <summary>What an exporter of the meter sees. Tags are written as in <c>node=n1,call=read</c>.</summary>
internal sealed class Readings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, string[] Tags, double Value)> _recorded = new(), _observed = new();

    public Readings()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == WriteOnceMeter.Name) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All that a histogram has recorded with these tags, others besides or not.</summary>
    public IReadOnlyList<double> Recorded(string name, string tags) => [.. Of(_recorded, name, tags)];

    /// <summary>The present value of a counter or gauge; null if there is none.</summary>
    public double? Observed(string name, string tags)
    {
        _observed.Clear();
        _listener.RecordObservableInstruments();
        return Of(_observed, name, tags).Select(value => (double?)value).SingleOrDefault();
    }

    public void Dispose() => _listener.Dispose();

    private static IEnumerable<double> Of(IEnumerable<(string Name, string[] Tags, double Value)> items, string name, string tags) =>
        items.Where(item => item.Name == name && tags.Split(',').All(item.Tags.Contains)).Select(item => item.Value);

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => (instrument.IsObservable ? _observed : _recorded).Enqueue(
        (instrument.Name, [.. tags.ToArray().Select(tag => $"{tag.Key["write_once.".Length..]}={tag.Value}")], value));
}
