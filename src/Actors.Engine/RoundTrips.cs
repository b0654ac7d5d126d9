namespace Actors.Engine;

/// <summary>The usual time until a node answers, and how long to be patient: RFC 6298, section 2.</summary>
internal sealed class RoundTrips(ProposerOptions options)
{
    private double _mean;
    private double _deviation;

    /// <summary>How long an answer may take before it is late.</summary>
    public TimeSpan Patience { get; private set; } = Clamp(options, TimeSpan.FromMilliseconds(100));

    public void Observe(TimeSpan sample)
    {
        var seconds = Math.Min(sample.TotalSeconds, options.PatienceMax.TotalSeconds);
        if (_mean == 0) (_mean, _deviation) = (seconds, seconds / 2);
        else
        {
            _deviation += (Math.Abs(seconds - _mean) - _deviation) / 4;
            _mean += (seconds - _mean) / 8;
        }
        Patience = Clamp(options, TimeSpan.FromSeconds(_mean + 4 * _deviation));
    }

    private static TimeSpan Clamp(ProposerOptions options, TimeSpan value) =>
        value < options.PatienceMin ? options.PatienceMin : value > options.PatienceMax ? options.PatienceMax : value;
}
