using System.Reflection;
using System.Text.RegularExpressions;
using TorchSharp.Native;

namespace TorchSharp.Tests.Surface;

/// <summary>A wrong argument list of a boxed call fails only when it is run: here all calls are compared with the dispatcher's schemas, run or not.</summary>
public class SchemaTests
{
    private static readonly FieldInfo[] Declared = [.. typeof(Aten).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(Op))];

    private sealed record Parameter(string Type, string Name, bool HasDefault);

    /// <summary>Reads <c>aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor</c>.</summary>
    private static (Parameter[] Parameters, string[] Results) Parse(string schema)
    {
        var arrow = schema.LastIndexOf(") -> ", StringComparison.Ordinal);
        var parameters = Split(schema[(schema.IndexOf('(') + 1)..arrow]).Where(p => p != "*").Select(p =>
        {
            var bare = Regex.Replace(p, @"\([a-z!|*> -]+\)", "");
            var space = bare.IndexOf(' ');
            var name = bare[(space + 1)..].Split('=');
            return new Parameter(bare[..space], name[0], name.Length > 1);
        });
        var results = schema[(arrow + 5)..];
        return ([.. parameters], results == "()" ? [] : [.. Split(results.StartsWith('(') ? results[1..^1] : results).Select(r => Regex.Replace(r, @"\([a-z!|*> -]+\)", "").Split(' ')[0])]);
    }

    private static IEnumerable<string> Split(string list) => Regex.Split(list, @", (?![^\[]*\])").Where(p => p.Length > 0);

    private static bool Fits(string given, Parameter parameter)
    {
        var type = Regex.Replace(parameter.Type, @"\[\d+\]", "[]").Replace("SymInt", "int");
        var isOptional = type.EndsWith('?');
        if (given is "None") return isOptional;
        if (given is "Default") return parameter.HasDefault;
        if (given.EndsWith('?') && !isOptional) return false;
        return given.TrimEnd('?') switch
        {
            "Tensor" => type is "Tensor" or "Tensor?",
            "Int64" => type.TrimEnd('?') is "int" or "float" or "Scalar" or "MemoryFormat" or "Layout",
            "Double" => type.TrimEnd('?') is "float" or "Scalar",
            "Boolean" => type.TrimEnd('?') is "bool" or "Scalar",
            "ScalarType" => type.TrimEnd('?') is "ScalarType" or "int",
            "Scalar" => type.TrimEnd('?') is "Scalar",
            "String" => type.TrimEnd('?') is "str",
            "Device" => type.TrimEnd('?') is "Device",
            "Generator" => type.TrimEnd('?') is "Generator",
            "Int64[]" => type.TrimEnd('?') is "int[]",
            "Double[]" => type.TrimEnd('?') is "float[]",
            "Tensor[]" => given == "Tensor?[]" ? type == "Tensor?[]" : type == "Tensor[]",
            _ => given == "Tensor?[]" && type == "Tensor?[]",
        };
    }

    private static bool Returns(string door, string[] results) => door switch
    {
        "Call" or "InPlace" => results is ["Tensor"],
        "CallPair" => results is ["Tensor", "Tensor"],
        "CallTriple" => results is ["Tensor", "Tensor", "Tensor"],
        "CallQuadruple" => results is ["Tensor", "Tensor", "Tensor", "Tensor"],
        "CallList" => results is ["Tensor[]"],
        "CallScalar" => results is ["Scalar" or "int" or "SymInt" or "float" or "bool" or "ScalarType"],
        _ => results.Length <= 1,
    };

    [Fact]
    public void Every_declared_operator_exists_and_its_arguments_are_the_first_of_the_schema()
    {
        var wrong = new List<string>();
        foreach (var field in Declared)
        {
            var op = (Op)field.GetValue(null)!;
            var name = op.Declaration[..op.Declaration.IndexOf('(')];
            if (field.Name != name.Replace('.', '_') && field.Name != name.Split('.')[0]) wrong.Add($"{field.Name} is declared as {name}");
            var (parameters, _) = Parse(op.Schema);
            if (!op.ArgumentNames.SequenceEqual(parameters.Take(op.ArgumentNames.Length).Select(p => p.Name))) wrong.Add($"{op.Declaration} is not the beginning of {op.Schema}");
            if (parameters.Skip(op.ArgumentNames.Length).Any(p => !p.HasDefault)) wrong.Add($"{op.Declaration} leaves out arguments without a default: {op.Schema}");
        }
        Assert.True(Declared.Length > 5);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Every_call_passes_as_many_arguments_of_the_kinds_that_the_schema_wants()
    {
        var wrong = new List<string>();
        var sites = CallSites.All().ToArray();
        foreach (var site in sites)
        {
            var op = (Op)site.Field.GetValue(null)!;
            var (parameters, results) = Parse(op.Schema);
            var fits = site.Arguments.Length <= op.ArgumentNames.Length && site.Arguments.Zip(parameters).All(p => Fits(p.First, p.Second))
                && parameters.Skip(site.Arguments.Length).All(p => p.HasDefault);
            if (!fits) wrong.Add($"{site.Where} calls {op.Schema}\n    with ({string.Join(", ", site.Arguments)})");
            if (!Returns(site.Door, results)) wrong.Add($"{site.Where} reads {string.Join(", ", results)} of {site.Field.Name} through {site.Door}");
        }
        var unused = Declared.Except(sites.Select(s => s.Field)).Select(f => f.Name);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {sites.Length} calls are wrong:\n" + string.Join("\n", wrong));
        Assert.Equal([], unused);
    }

    [Theory]
    [InlineData("Tensor", "Scalar", false)]
    [InlineData("Int64[]", "int[1]", true)]
    [InlineData("Int64?", "int", false)]
    [InlineData("Int64?", "int?", true)]
    [InlineData("Double", "int", false)]
    [InlineData("Tensor?[]", "Tensor[]", false)]
    public void Kinds_that_do_not_fit_are_told_from_those_that_do(string given, string wanted, bool fits) =>
        Assert.Equal(fits, Fits(given, new Parameter(wanted, "x", false)));
}
