using Actors.Bench.DotNext;

await new RaftServer(ServerSettings.Parse(args)).RunAsync(CancellationToken.None);
