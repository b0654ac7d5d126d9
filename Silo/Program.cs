using Actors.Silo;
using Actors.Silo.Configuration;

// Read when the first socket is made. What follows a packet is scheduled by Orleans and Kestrel themselves; without this it is scheduled twice, and with
// many small messages waking threads is what costs most.
const string inlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
if (Environment.GetEnvironmentVariable(inlineCompletions) is null) Environment.SetEnvironmentVariable(inlineCompletions, "1");

return await new SiloCommand().RunAsync(args, SiloApplication.RunAsync);
