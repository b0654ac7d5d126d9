namespace Actors.Engine;

/// <summary>The node's register store cannot be opened, read or written. The message says which, where and what to do.</summary>
public class StoreException(string message, Exception? inner = null) : Exception(message, inner);
