using System.Text;

namespace Actors.Paxos;

/// <summary>UTF-8 that refuses what it cannot carry, instead of putting a question mark in its place.</summary>
internal static class StrictUtf8
{
    /// <summary>Throws <see cref="ArgumentException"/> for ill-formed text and bytes.</summary>
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
