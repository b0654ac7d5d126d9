using System.CommandLine;
using Actors.Client.Output;
using Actors.Demo;
using Actors.Registers;

namespace Actors.Client.Commands;

internal static class UserOfTheDayCommand
{
    public static Command Create(Runner runner)
    {
        var date = new Option<DateOnly?>("--date")
        {
            Description = "The day, UTC. By default today.",
            HelpName = "YYYY-MM-DD",
            CustomParser = Parsers.Date,
        };
        var users = new Option<string[]>("--users")
        {
            Description = "Whom to propose, one of them at random, if nobody was yet. By default the list that 'user list' shows.",
            HelpName = "NAME,...",
            CustomParser = Parsers.Names,
        };
        var command = new ClientCommand(
            "user-of-the-day",
            "Tell who is user of a day, the same for everyone for ever. Exit code 1 if nobody is, and nobody can be picked.",
            "user-of-the-day",
            "user-of-the-day --date 2026-01-31 --users anna,bert,cleo")
        {
            date, users,
        };
        command.Advice = "Whoever was picked stays it: ask again, which is harmless.";
        runner.Handle(command, (parsed, connect, cancellationToken) =>
            AskAsync(runner.Time, parsed.GetValue(date), parsed.GetValue(users), connect, cancellationToken));
        return command;
    }

    private static async Task<Answer> AskAsync(
        TimeProvider time, DateOnly? date, string[]? users, Func<Task<IRegisters>> connect, CancellationToken cancellationToken)
    {
        if (UserOfTheDay.ProblemOfUsers(users ?? []) is { } problem) throw new UsageException(problem);
        var today = UserOfTheDay.DayOf(time);
        var day = date ?? today;
        if (day > today) throw new UsageException($"{day:yyyy-MM-dd} has not begun: today is {today:yyyy-MM-dd}, UTC.");
        var registers = await connect();
        await using var list = new UserList(registers);
        var source = users is { Length: > 0 } ? new UserOfTheDay(registers, time, users) : new UserOfTheDay(registers, time, list.ReadAsync);
        return await source.GetAsync(day, cancellationToken) is { } found
            ? Answer.Line(ExitCode.Done, new { found.Date, found.User }, found.User)
            : Answer.Without(
                ExitCode.Lost,
                new { Date = day, Decided = false },
                day < UserOfTheDay.First ? $"undecided: Users are picked for days from {UserOfTheDay.First:yyyy-MM-dd} on."
                : $"undecided: Nobody is user of {day:yyyy-MM-dd} yet, and nobody is on the list. Add somebody with 'user add', or propose some with --users.");
    }
}
