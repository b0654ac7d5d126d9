using Actors.Log.Machines;
using Actors.Registers;
using Counter;

// Three processes: dotnet run -- n1, dotnet run -- n2, dotnet run -- n3.
var node = args.FirstOrDefault() ?? "n1";
var builder = WebApplication.CreateBuilder();
builder.WebHost.UseUrls($"http://127.0.0.1:{5100 + int.Parse(node[1..])}");
builder.UseOrleans(silo => silo.UseWriteOnce(o =>
{
    o.Node = node;
    for (var n = 1; n <= 3; n++) o.Nodes[$"n{n}"] = $"127.0.0.1:{7190 + 10 * n}";
    o.DataDirectory = $"data/{node}";
}));

// A counter that all nodes share: a function, replicated. It counts on while any two of the three run.
builder.Services.AddSingleton(services => new ReplicatedStateMachine<long, long, long>(
    services.GetRequiredService<IRegisters>(), "counter", 0, (sum, add) => (sum + add, sum + add)));

var app = builder.Build();
app.MapPost("/counter", async (ReplicatedStateMachine<long, long, long> counter) => await counter.ExecuteAsync(1));
app.MapGet("/counter", async (ReplicatedStateMachine<long, long, long> counter) => (await counter.QueryAsync()).State);
app.MapPost("/carts/{cart}/{item}", (string cart, string item, IGrainFactory grains) => grains.GetGrain<ICart>(cart).AddAsync(item));
app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Name == "node" });
app.Run();
