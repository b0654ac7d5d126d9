using Actors.Client;
using Actors.Client.Cluster;
using Actors.Client.Output;

var cluster = Environment.GetEnvironmentVariable(ClusterAddress.Variable);
return await new App(new OrleansConnector(), Terminal.System, TimeProvider.System, cluster).RunAsync(args);
