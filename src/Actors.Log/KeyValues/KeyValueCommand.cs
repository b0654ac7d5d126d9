using Actors.Log.Machines;

namespace Actors.Log.KeyValues;

/// <summary>Sets or removes an item, on a condition or without.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The new value; null to remove the item.</param>
/// <param name="ContentType">What the value is.</param>
/// <param name="IfVersion">Only if the item is there with this version; null for any.</param>
/// <param name="IfAbsent">Only if there is no item.</param>
/// <param name="Quota">What the map may hold after the command. Set by the map that sends it; null in entries of earlier versions, which have no bounds.</param>
public sealed record KeyValueCommand(
    string Key, byte[]? Value, string ContentType = "", long? IfVersion = null, bool IfAbsent = false, MachineQuota? Quota = null);
