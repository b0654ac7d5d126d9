using System.Diagnostics;
using System.Reflection;

namespace Actors.Silo.Tests;

[Collection(SharedSiloCollection.Name)]
public sealed class CommandLineTests(SharedSilo silo)
{
    [Fact]
    public async Task Help_names_every_option()
    {
        var (exitCode, output, errors) = await SiloProcess.RunAsync("--help");
        Assert.Equal((0, ""), (exitCode, errors));
        foreach (var option in new[] { "--data <DIR>", "--urls <URL>", "--acceptors <3|5>", "--cluster <LIST>" }) Assert.Contains(option, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("--data", "--data")]
    [InlineData("--acceptors 4", "'4'")]
    [InlineData("--acceptors 5 --cluster n1=127.0.0.1:1100,n2=127.0.0.1:1200,n3=127.0.0.1:1300", "5 acceptors")]
    [InlineData("--cluster n1", "name=host:port")]
    [InlineData("--cluster n1=h:70000,n2=h:1200,n3=h:1300", "70000")]
    [InlineData("--cluster n1=h:1100,n1=h:1200,n3=h:1300", "named twice")]
    [InlineData("--cluster n1=h:1100,n2=h:1102,n3=h:1300", "overlap")]
    [InlineData("--urls 127.0.0.1:80", "--urls")]
    [InlineData("--urls ftp://127.0.0.1", "--urls")]
    [InlineData("--urls http://+:8080", "--urls http://0.0.0.0:8080")]
    [InlineData("--urls http://127.0.0.1:5080;http://*:8081/", "--urls http://0.0.0.0:8081")]
    [InlineData("--urls https://example.org:8443", "--urls https://0.0.0.0:8443")]
    [InlineData("--urls http://loopback:8080", "--urls http://0.0.0.0:8080")]
    [InlineData("--urls http://me@127.0.0.1:8080", "no address")]
    public async Task A_bad_argument_is_named(string arguments, string named)
    {
        var (exitCode, _, errors) = await SiloProcess.RunAsync(arguments.Split(' '));
        Assert.Equal(2, exitCode);
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_without_a_certificate_is_one_sentence()
    {
        using var data = new TempDirectory();
        var (exitCode, output, errors) = await SiloProcess.RunAsync(
            "--data", data.Path, "--urls", $"https://127.0.0.1:{FreePorts.One()}", "--cluster", FreePorts.Cluster(3));
        Assert.Equal(2, exitCode);
        Assert.Contains("Kestrel__Certificates__Default__Path", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://+:8080", "http://0.0.0.0:8080")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "8080", "http://0.0.0.0:8080")]
    [InlineData("ASPNETCORE_HTTPS_PORTS", "8443;8444", "https://0.0.0.0:8443")]
    [InlineData("DOTNET_HTTP_PORTS", "8080", "http://0.0.0.0:8080")]
    public async Task Addresses_of_the_environment_that_are_none_get_a_hint(string variable, string value, string hint)
    {
        // Were they taken, the cluster that is too small would be refused instead.
        var (exitCode, errors) = await RunAsync(variable, value, "--cluster", "n1=127.0.0.1:7100");
        Assert.Equal(2, exitCode);
        Assert.Contains(value, errors, StringComparison.Ordinal);
        Assert.EndsWith($"Write --urls {hint} if you mean that, or the IP address.", errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n'));
    }

    [Fact]
    public async Task A_build_whose_packages_are_another_users_says_what_to_do()
    {
        using var directory = new TempDirectory();
        var manifest = Path.Combine(directory.Path, "assets.json");
        await File.WriteAllTextAsync(manifest, """{"ContentRoots":["/nowhere/packages/"],"Root":{"Children":null,"Asset":null,"Patterns":null}}""");
        var (exitCode, errors) = await RunAsync("ASPNETCORE_STATICWEBASSETS", manifest);
        Assert.Equal(1, exitCode);
        Assert.Contains("/nowhere/packages/", errors, StringComparison.Ordinal);
        Assert.Contains("dotnet publish Silo", errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n'));
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var data = new TempDirectory();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        var cluster = FreePorts.Cluster(3);
        await RequireRefusalAsync($"127.0.0.1:{port}", "--data", data.Path, "--urls", $"http://127.0.0.1:{FreePorts.One()}", "--cluster", $"n9=127.0.0.1:{port},{cluster}");
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused() =>
        await RequireRefusalAsync("is in use", "--data", silo.Data, "--urls", $"http://127.0.0.1:{FreePorts.One()}", "--cluster", FreePorts.Cluster(3));

    [Fact]
    public async Task A_second_process_on_the_same_address_is_refused()
    {
        using var data = new TempDirectory();
        await RequireRefusalAsync(silo.Process.Url, "--data", data.Path, "--urls", silo.Process.Url, "--cluster", FreePorts.Cluster(3));
    }

    [Fact]
    public async Task Data_of_another_cluster_is_refused_and_it_says_what_to_do()
    {
        using var data = new TempDirectory();
        await using (await SiloProcess.StartAsync(data.Path)) { }
        foreach (var (nodes, acceptors, difference) in new[] { (5, 5, "acceptors: 5 here, 3 there"), (4, 3, "only here: n4") })
        {
            var errors = await RequireRefusalAsync(
                difference, "--data", data.Path, "--urls", $"http://127.0.0.1:{FreePorts.One()}", "--cluster", FreePorts.Cluster(nodes), "--acceptors", $"{acceptors}");
            Assert.Contains("stop all its nodes and delete the stores of every one of them", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_directory_with_something_else_in_it_is_refused()
    {
        using var data = new TempDirectory();
        var node = Directory.CreateDirectory(Path.Combine(data.Path, "n1")).FullName;
        await File.WriteAllTextAsync(Path.Combine(node, "letter.txt"), "Dear Leslie");
        await RequireRefusalAsync("letter.txt", "--data", data.Path, "--urls", $"http://127.0.0.1:{FreePorts.One()}", "--cluster", FreePorts.Cluster(3));
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(string variable, string value, params string[] arguments)
    {
        var silo = typeof(CommandLineTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Silo").Value!;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [silo, .. arguments]) { RedirectStandardError = true, Environment = { [variable] = value } })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors.TrimEnd());
    }

    /// <returns>What it said.</returns>
    private static async Task<string> RequireRefusalAsync(string because, params string[] arguments)
    {
        var (exitCode, output, errors) = await SiloProcess.RunAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains(because, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        return errors;
    }
}
