using System.Text.Json.Nodes;
using Workbook.Jupyter;
using Workbook.Notebooks;

namespace Workbook.Tests.Jupyter;

public class ConnectionFileTests
{
    private static string Text(Action<JsonObject>? change = null)
    {
        var json = new JsonObject
        {
            ["shell_port"] = 4001, ["control_port"] = 4002, ["iopub_port"] = 4003, ["stdin_port"] = 4004, ["hb_port"] = 4005, ["ip"] = "127.0.0.1",
            ["key"] = "secret", ["transport"] = "tcp", ["signature_scheme"] = "hmac-sha256", ["kernel_name"] = ".net-csharp",
        };
        change?.Invoke(json);
        return json.ToJsonString();
    }

    private static string Refusal(Action<JsonObject> change) => Assert.Throws<NotebookException>(() => ConnectionFile.Parse(Text(change), "c.json")).Message;

    [Fact]
    public void Each_channel_has_its_endpoint()
    {
        var connection = ConnectionFile.Parse(Text(), "c.json");
        Assert.Equal("tcp://127.0.0.1:4003", connection.Endpoint("iopub"));
        Assert.Equal("secret"u8.ToArray(), connection.Key);
        Assert.Equal("tcp://[::1]:4005", ConnectionFile.Parse(Text(j => j["ip"] = "::1"), "c.json").Endpoint("hb"));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.168.1.4")]
    [InlineData("*")]
    [InlineData("::")]
    [InlineData("example.org")]
    public void Addresses_that_others_can_reach_are_refused(string address) =>
        Assert.Contains($"its ip is {address}, which others can reach; only this machine is served.", Refusal(j => j["ip"] = address));

    [Fact]
    public void An_empty_key_is_refused() => Assert.Contains("its key is empty", Refusal(j => j["key"] = ""));

    [Fact]
    public void Other_signatures_transports_and_ports_are_refused_by_name()
    {
        Assert.Contains("signature_scheme is hmac-md5; only hmac-sha256", Refusal(j => j["signature_scheme"] = "hmac-md5"));
        Assert.Contains("transport is ipc; only tcp", Refusal(j => j["transport"] = "ipc"));
        Assert.Contains("its stdin_port is 70000; it must be a port from 1 to 65535", Refusal(j => j["stdin_port"] = 70000));
        Assert.Contains("its hb_port is missing", Refusal(j => j.Remove("hb_port")));
        Assert.Contains("two channels share a port", Refusal(j => j["hb_port"] = 4001));
    }

    [Fact]
    public void A_file_that_others_can_read_is_made_private_and_one_they_can_write_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes");
        if (OperatingSystem.IsWindows()) return;
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Text());
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            using var log = new StringWriter();
            ConnectionFile.Read(path, log);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Contains("Others could read the key", log.ToString());

            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
            Assert.Contains($"chmod 600 '{path}'", Assert.Throws<NotebookException>(() => ConnectionFile.Read(path, log)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("/no/such.json does not exist", Assert.Throws<NotebookException>(() => ConnectionFile.Read("/no/such.json", TextWriter.Null)).Message);
}
