using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>What the kernel says of itself.</summary>
internal static class KernelInfo
{
    /// <summary>The kernelspec's name: the one under which C# notebooks are known.</summary>
    public const string Name = ".net-csharp";

    /// <summary>The name a person sees.</summary>
    public const string DisplayName = ".NET (C#)";

    /// <summary>The version of this program.</summary>
    public static string Version => typeof(KernelInfo).Assembly.GetName().Version!.ToString(3);

    /// <summary>What notebooks store about the language; front ends count executions only where its name is given.</summary>
    public static JsonObject Language() => new()
    {
        ["name"] = "csharp", ["version"] = "14.0", ["mimetype"] = "text/x-csharp", ["file_extension"] = ".cs", ["pygments_lexer"] = "csharp",
    };

    /// <summary>The content of a <c>kernel_info_reply</c>.</summary>
    public static JsonObject Reply() => new()
    {
        ["status"] = "ok", ["protocol_version"] = LineMessage.ProtocolVersion, ["implementation"] = "rankcollapse-workbook",
        ["implementation_version"] = Version, ["language_info"] = Language(),
        ["banner"] = "RankCollapse workbook, C# kernel", ["help_links"] = new JsonArray(), ["debugger"] = false, ["supported_features"] = new JsonArray(),
    };
}
