using Actors.Engine;
using Actors.Server.Hosting;

namespace Actors.Server.Tests;

public sealed class NodeDirectoryTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("data-");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData("lost+found")]
    [InlineData(".snapshot")]
    public void A_fresh_volume_is_empty(string entry)
    {
        _data.CreateSubdirectory(entry);
        Require();
    }

    [Fact]
    public void What_is_no_nodes_is_refused()
    {
        File.WriteAllText(Path.Combine(_data.FullName, "photo.jpg"), "");
        var refusal = Assert.Throws<StoreException>(Require).Message;
        Assert.Contains("photo.jpg", refusal);
        Assert.Contains("Give an empty directory", refusal);
    }

    [Fact]
    public void A_node_whose_registers_are_missing_is_not_told_to_begin_anew()
    {
        _data.CreateSubdirectory("lost+found");
        _data.CreateSubdirectory("cluster");
        var refusal = Assert.Throws<StoreException>(Require).Message;
        Assert.Contains("Put it back", refusal);
        Assert.DoesNotContain("Give an empty directory", refusal);
    }

    [Fact]
    public void What_a_node_has_left_is_its_own()
    {
        _data.CreateSubdirectory("cluster");
        _data.CreateSubdirectory("registers");
        Require();
    }

    private void Require() => NodeDirectory.Require(_data.FullName);
}
