using System.Globalization;
using System.Text.Json.Nodes;

namespace Workbook.Tests.Kernel;

public class LineFuzzTests
{
    private const int Seed = 20261122;

    [Fact]
    public void Ten_thousand_malformed_lines_change_nothing()
    {
        using var kernel = new KernelClient();
        var chance = new Random(Seed);
        var witness = Path.Combine(kernel.Folder, "executed");
        Assert.Equal("1", kernel.Run("1").Result);
        var before = Memory(kernel);
        for (var i = 0; i < 10_000; i++) kernel.WriteLine(Malformed(chance, witness));
        var grown = Memory(kernel) - before;
        Assert.False(File.Exists(witness));
        // Three cells are kept; the lines together would be 5 MB.
        Assert.True(grown < 1 << 20, $"the kernel kept {grown} bytes more (seed {Seed})");
        Assert.True(kernel.Complained("Ignored line 10000 that is not a message."));
    }

    /// <summary>What the kernel keeps, in bytes; asked twice, because the first time also compiles the question.</summary>
    private static long Memory(KernelClient kernel)
    {
        kernel.Run("GC.GetTotalMemory(forceFullCollection: true)");
        return long.Parse(kernel.Run("GC.GetTotalMemory(forceFullCollection: true)").Result!, CultureInfo.InvariantCulture);
    }

    /// <summary>A request that would leave a file behind, spoilt so that it is no message any more.</summary>
    private static string Malformed(Random chance, string witness)
    {
        var header = new JsonObject { ["msg_id"] = "m", ["msg_type"] = "execute_request" };
        var message = new JsonObject
        {
            ["channel"] = "shell", ["header"] = header, ["content"] = new JsonObject { ["code"] = $"File.WriteAllText({JsonValue.Create(witness).ToJsonString()}, \"\");" },
        };
        switch (chance.Next(10))
        {
            case 0: return message.ToJsonString()[..chance.Next(message.ToJsonString().Length)];
            case 1: header["msg_type"] = chance.Next(); break;
            case 2: header.Remove("msg_id"); break;
            case 3: message["header"] = chance.Next(2) == 0 ? null : "header"; break;
            case 4: message["channel"] = chance.Next(2) == 0 ? "iopub" : 3; break;
            case 5: return $"[{message.ToJsonString()}]";
            case 6: return message.ToJsonString().Insert(1, "\"channel\": \"shell\", ");
            case 7: return message.ToJsonString().Replace("\"m\"", "\"\\ud800\"", StringComparison.Ordinal);
            case 8: return new string('{', chance.Next(1, 2000));
            default: return new string([.. Enumerable.Range(0, chance.Next(1, 200)).Select(_ => (char)chance.Next(32, 0xd000))]);
        }
        return message.ToJsonString();
    }
}
