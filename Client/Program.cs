using Actors.Client;
using Actors.Client.Cluster;
using Actors.Client.Output;

return await new App(new OrleansConnector(), Terminal.System, TimeProvider.System).RunAsync(args);
