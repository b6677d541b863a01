using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Workbook.Kernel;

/// <summary>What every cell can name without asking: the framework assemblies, this kernel's cell functions and the default usings.</summary>
/// <remarks>
/// Binding references is most of the time that a small cell takes, so assemblies that no numerical notebook names are left out;
/// <c>#r "System.Data.Common"</c> brings any of them back. The list is shared by all submissions of a process, because
/// Roslyn caches symbols for each reference object.
/// </remarks>
internal static class FrameworkReferences
{
    private static readonly string[] LeftOut =
    [
        "Microsoft.VisualBasic", "Microsoft.Win32", "System.Data", "System.Web", "System.ServiceProcess", "System.ServiceModel",
        "System.IO.IsolatedStorage", "System.IO.Pipes", "System.IO.Packaging", "System.IO.MemoryMappedFiles", "System.IO.FileSystem.AccessControl",
        "System.Net.Mail", "System.Net.Ping", "System.Net.Quic", "System.Net.Security", "System.Net.ServicePoint", "System.Net.WebSockets",
        "System.Net.WebProxy", "System.Net.NameResolution", "System.Net.NetworkInformation", "System.Net.HttpListener", "System.Net.WebClient",
        "System.Net.Requests", "System.Net.WebHeaderCollection", "System.Security.", "System.Transactions", "System.Windows", "WindowsBase",
        "System.Resources.", "System.Private.DataContractSerialization", "System.Private.Xml", "System.Xml", "System.Runtime.Serialization",
        "System.Diagnostics.EventLog", "System.Diagnostics.FileVersionInfo", "System.Diagnostics.TextWriterTraceListener",
        "System.Formats", "System.Configuration", "System.Reflection.DispatchProxy", "System.IO.UnmanagedMemoryStream", "System.AppContext",
        "System.ComponentModel.EventBasedAsync", "System.ComponentModel.TypeConverter", "System.ComponentModel.Annotations",
        "System.ComponentModel.DataAnnotations", "System.Text.Encoding.CodePages", "System.Reflection.Emit.ILGeneration", "System.Reflection.Emit.Lightweight",
        "System.Drawing", "mscorlib", "System.Core", "System.Net.dll", "System.Threading.Overlapped", "System.Runtime.CompilerServices.VisualC",
    ];

    /// <summary>Namespaces and static classes that cells use without a <c>using</c> line.</summary>
    public static readonly ImmutableArray<string> Usings =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text",
        "System.Threading", "System.Threading.Tasks", typeof(CellFunctions).FullName!, typeof(DisplayExtensions).Namespace!,
    ];

    private static readonly Lazy<Dictionary<string, string>> FrameworkPaths = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Distinct() // the core library can be listed twice
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase));

    /// <summary>The references of the first submission; later submissions inherit them.</summary>
    public static readonly Lazy<ImmutableArray<MetadataReference>> Default = new(() =>
    [
        .. FrameworkPaths.Value.Values
            .Where(path => !LeftOut.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal)))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(CellFunctions).Assembly.Location),
    ]);

    /// <summary>The names of all framework assemblies.</summary>
    public static IEnumerable<string> Names => FrameworkPaths.Value.Keys;

    /// <summary>The path of a framework assembly named as in <c>#r "System.Xml"</c>, or null when the framework has none of that name.</summary>
    public static string? Find(string name) => FrameworkPaths.Value.GetValueOrDefault(name);
}
