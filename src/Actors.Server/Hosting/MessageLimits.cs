using Orleans.Configuration;

namespace Actors.Server.Hosting;

/// <summary>What an unknown sender can make a process allocate for one Orleans message. Batches and answers have 1 MiB and one value more.</summary>
internal static class MessageLimits
{
    public static void Configure(MessagingOptions options) => (options.MaxMessageBodySize, options.MaxMessageHeaderSize) = (8 * 1024 * 1024, 64 * 1024);
}
