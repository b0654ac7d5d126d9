namespace Actors.Log.KeyValues;

/// <summary>A value and its version.</summary>
/// <param name="Value">The bytes.</param>
/// <param name="ContentType">What they are; empty if unknown.</param>
/// <param name="Version">Of all versions of all keys, no two are the same, and later ones are greater.</param>
public sealed record KeyValueItem(byte[] Value, string ContentType, long Version);
