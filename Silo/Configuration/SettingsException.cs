namespace Actors.Silo.Configuration;

/// <summary>An option or a setting says something that makes no sense: the process ends with exit code 2 and this one line.</summary>
internal sealed class SettingsException(string message) : Exception(message);
