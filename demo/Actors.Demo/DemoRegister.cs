using System.Text.Json;
using Actors.Registers;

namespace Actors.Demo;

/// <summary>A register of the demo, which anybody can also write to as bytes: what is read there may be anything.</summary>
internal sealed class DemoRegister<T>(IRegisters registers, string key)
    where T : class
{
    private readonly IWriteOnce<T> _variable = registers.WriteOnce<T>(key, DemoJson.Options);

    /// <exception cref="InvalidDataException">The register holds something else.</exception>
    public async Task<Decision<T>> TryInitializeAsync(T value, CancellationToken cancellationToken) =>
        (await CheckedAsync(_variable.TryInitializeAsync(value, cancellationToken)!).ConfigureAwait(false))!;

    /// <summary>The value, null if undecided.</summary>
    /// <exception cref="InvalidDataException">The register holds something else.</exception>
    public async Task<T?> ReadAsync(CancellationToken cancellationToken) =>
        (await CheckedAsync(_variable.ReadAsync(cancellationToken)).ConfigureAwait(false))?.Value;

    /// <summary>The value, as soon as there is one.</summary>
    /// <exception cref="InvalidDataException">The register holds something else.</exception>
    public async Task<T> FinalValueAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _variable.FinalValueAsync(cancellationToken).ConfigureAwait(false) ?? throw Foreign();
        }
        catch (JsonException exception)
        {
            throw Foreign(exception);
        }
    }

    public InvalidDataException Foreign(Exception? inner = null) =>
        new($"Register '{key}' holds something that is no {typeof(T).Name}, for ever: use another id.", inner);

    private async Task<Decision<T>?> CheckedAsync(Task<Decision<T>?> call)
    {
        try
        {
            var decision = await call.ConfigureAwait(false);
            return decision is { Value: null } ? throw Foreign() : decision;
        }
        catch (JsonException exception)
        {
            throw Foreign(exception);
        }
    }
}
