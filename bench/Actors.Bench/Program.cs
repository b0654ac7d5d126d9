using Actors.Bench;

return await new App(Console.Out, Console.Error).RunAsync(args);
