using System.Reflection;
using System.Reflection.Emit;
using TorchSharp.Native;

namespace TorchSharp.Tests.Surface;

/// <summary>One call of an operator, as it was compiled.</summary>
/// <param name="Where">The calling method.</param>
/// <param name="Field">The operator's name in <see cref="Aten"/>.</param>
/// <param name="Arguments">What each argument converts from.</param>
/// <param name="Door">Which of <see cref="Op"/>'s methods is called.</param>
internal sealed record CallSite(string Where, FieldInfo Field, string[] Arguments, string Door);

/// <summary>Finds every call of an operator in the compiled surface, run or not, by reading its instructions.</summary>
internal static class CallSites
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    public static IEnumerable<CallSite> All() => typeof(Op).Assembly.GetTypes()
        .SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .OfType<MethodBase>().SelectMany(In);

    /// <summary>A call loads the operator first, then converts its arguments one by one; calls nest in arguments, hence the stack.</summary>
    private static IEnumerable<CallSite> In(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) yield break;
        var open = new Stack<(FieldInfo Field, List<string> Arguments)>();
        for (var at = 0; at < code.Length;)
        {
            var opcode = code[at] == 0xFE ? Codes[unchecked((short)(0xFE00 | code[at + 1]))] : Codes[code[at]];
            at += opcode.Size;
            if (opcode == OpCodes.Ldsfld && Resolve(method, code, at) is FieldInfo { FieldType: var type } field && type == typeof(Op)) open.Push((field, []));
            else if (opcode.OperandType == OperandType.InlineMethod && open.Count > 0 && Resolve(method, code, at) is MethodInfo called)
            {
                if (called.DeclaringType == typeof(Arg) && called.ReturnType == typeof(Arg)) open.Peek().Arguments.Add(Source(called));
                else if (called.DeclaringType == typeof(Op) && called.GetParameters() is [{ ParameterType: var span }] && span == typeof(ReadOnlySpan<Arg>))
                {
                    var (operation, arguments) = open.Pop();
                    yield return new CallSite($"{method.DeclaringType?.Name}.{method.Name}", operation, [.. arguments], called.Name);
                }
            }
            at += Operand(opcode, code, at);
        }
        if (open.Count > 0) throw new InvalidOperationException($"{method.DeclaringType}.{method.Name} loads {open.Peek().Field.Name} without calling it in one expression.");
    }

    private static string Source(MethodInfo conversion) => conversion.Name switch
    {
        "op_Implicit" => Nullable.GetUnderlyingType(conversion.GetParameters()[0].ParameterType) is { } inner ? inner.Name + "?" : conversion.GetParameters()[0].ParameterType.Name,
        "Optional" => "Tensor?[]",
        _ => conversion.Name[4..],
    };

    private static MemberInfo? Resolve(MethodBase method, byte[] code, int at)
    {
        var type = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        return method.Module.ResolveMember(BitConverter.ToInt32(code, at), type, method.IsGenericMethod ? method.GetGenericArguments() : null);
    }

    private static int Operand(OpCode opcode, byte[] code, int at) => opcode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
        _ => 4,
    };
}
