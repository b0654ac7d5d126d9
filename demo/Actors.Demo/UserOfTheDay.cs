using System.Globalization;
using Actors.Registers;

namespace Actors.Demo;

/// <summary>
/// One user per day, the same for everyone for ever: whoever asks first proposes somebody at random, to register
/// <c>user-of-the-day/YYYY-MM-DD</c>.
/// </summary>
/// <remarks>Calls throw as those of <see cref="OrderDesk"/>.</remarks>
/// <param name="registers">Where the users of the days are kept.</param>
/// <param name="time">The clock that says which day it is, UTC.</param>
/// <param name="users">Tells whom to propose; asked only about a day that has nobody yet. See <see cref="UserList.ReadAsync"/>.</param>
/// <param name="random">Who picks. Default: <see cref="Random.Shared"/>.</param>
public sealed class UserOfTheDay(IRegisters registers, TimeProvider time, Func<CancellationToken, Task<IReadOnlyList<string>>> users, Random? random = null)
{
    /// <summary>
    /// The first day that somebody is picked for: 1 January 2000. Asking about a day writes its register, so the days that can be asked about are what callers
    /// can fill a cluster with.
    /// </summary>
    public static readonly DateOnly First = new(2000, 1, 1);

    private readonly Random _random = random ?? Random.Shared;

    /// <summary>With users that do not change.</summary>
    /// <param name="registers">Where the users of the days are kept.</param>
    /// <param name="time">The clock that says which day it is, UTC.</param>
    /// <param name="users">Whom to propose. Empty: only look.</param>
    /// <param name="random">Who picks. Default: <see cref="Random.Shared"/>.</param>
    /// <exception cref="ArgumentException">See <see cref="ProblemOfUsers"/>.</exception>
    public UserOfTheDay(IRegisters registers, TimeProvider time, IReadOnlyList<string> users, Random? random = null)
        : this(registers, time, _ => Task.FromResult(users), random)
    {
        if (ProblemOfUsers(users) is { } problem) throw new ArgumentException(problem, nameof(users));
    }

    /// <summary>The present day, UTC.</summary>
    public DateOnly Today => DayOf(time);

    /// <summary>The present day of a clock, UTC.</summary>
    public static DateOnly DayOf(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>What is wrong with the users to propose, null if nothing is.</summary>
    public static string? ProblemOfUsers(IEnumerable<string> users) =>
        users.Select(UserList.ProblemOf).FirstOrDefault(problem => problem is not null);

    /// <summary>The user of a day, by default of today; null if nobody was proposed so far and there is nobody to propose, or the day is before <see cref="First"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day has not begun.</exception>
    /// <exception cref="InvalidDataException">The day's register holds something that is no name of a user.</exception>
    public async Task<DayUser?> GetAsync(DateOnly? date = null, CancellationToken cancellationToken = default)
    {
        var today = Today;
        var day = date ?? today;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, today, nameof(date));
        var register = RegisterOf(day);
        if (await register.ReadAsync(cancellationToken).ConfigureAwait(false) is { } known) return Checked(day, known);
        if (day < First) return null;
        var names = await users(cancellationToken).ConfigureAwait(false);
        if (names.Count == 0) return null;
        var decision = await register.TryInitializeAsync(names[_random.Next(names.Count)], cancellationToken).ConfigureAwait(false);
        return Checked(day, decision.Value);
    }

    /// <summary>The same users, proposed elsewhere.</summary>
    public UserOfTheDay Through(IRegisters other) => new(other, time, users, _random);

    /// <summary>Completes with the user of a day as soon as there is one, whoever asks.</summary>
    /// <exception cref="InvalidDataException">The day's register holds something that is no name of a user.</exception>
    public async Task<DayUser> FinalAsync(DateOnly day, CancellationToken cancellationToken = default) =>
        Checked(day, await RegisterOf(day).FinalValueAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>The register of a day.</summary>
    public static string KeyOf(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{DemoKeys.UserOfTheDay}{day:yyyy-MM-dd}");

    private DayUser Checked(DateOnly day, string user) => UserList.ProblemOf(user) is null ? new DayUser(day, user) : throw RegisterOf(day).Foreign();

    private DemoRegister<string> RegisterOf(DateOnly day) => new(registers, KeyOf(day));
}
