using Actors.Silo;
using Actors.Silo.Configuration;

return await new SiloCommand().RunAsync(args, SiloApplication.RunAsync);
