using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>One operator of libtorch's dispatcher, looked up at its first call.</summary>
/// <param name="declaration">Name, overload and the arguments that are passed, as in <c>add.Tensor(self, other, alpha)</c>; those left out keep their defaults.</param>
internal sealed unsafe class Op(string declaration)
{
    private const int WordsOnStack = 32;

    private IntPtr handle;

    /// <summary>Name, overload and arguments, as declared.</summary>
    public string Declaration => declaration;

    /// <summary>The names of the arguments that a call passes, in order.</summary>
    public string[] ArgumentNames => declaration[(declaration.IndexOf('(') + 1)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The operator's schema, as the dispatcher prints it.</summary>
    public string Schema => Marshal.PtrToStringUTF8(Shim.Schema(Handle))!;

    private IntPtr Handle => handle != 0 ? handle : Resolve();

    private IntPtr Resolve()
    {
        var name = declaration[..declaration.IndexOf('(')].Split('.');
        Shim.Check(Shim.Operator("aten::" + name[0], name.Length > 1 ? name[1] : "", out var found));
        return handle = found;
    }

    /// <summary>Calls an operator that returns one tensor.</summary>
    public Tensor Call(params ReadOnlySpan<Arg> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return NewTensor(result);
    }

    /// <summary>Calls an operator that changes its first argument, and returns that argument.</summary>
    public Tensor InPlace(params ReadOnlySpan<Arg> arguments)
    {
        Do(arguments);
        return arguments[0].AsTensor!;
    }

    /// <summary>Calls an operator whose result, if any, nobody wants.</summary>
    public void Do(params ReadOnlySpan<Arg> arguments)
    {
        Value result;
        if (Invoke(arguments, &result, 1) == 1 && result.Tag == Tag.Tensor) Shim.Release((IntPtr)result.Pointer);
    }

    /// <summary>Calls an operator that returns two tensors.</summary>
    public (Tensor, Tensor) CallPair(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc Value[2];
        Invoke(arguments, results, 2);
        return (NewTensor(results[0]), NewTensor(results[1]));
    }

    /// <summary>Calls an operator that returns three tensors.</summary>
    public (Tensor, Tensor, Tensor) CallTriple(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc Value[3];
        Invoke(arguments, results, 3);
        return (NewTensor(results[0]), NewTensor(results[1]), NewTensor(results[2]));
    }

    /// <summary>Calls an operator that returns four tensors.</summary>
    public (Tensor, Tensor, Tensor, Tensor) CallQuadruple(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc Value[4];
        Invoke(arguments, results, 4);
        return (NewTensor(results[0]), NewTensor(results[1]), NewTensor(results[2]), NewTensor(results[3]));
    }

    /// <summary>Calls an operator that returns a list of tensors.</summary>
    public Tensor[] CallList(params ReadOnlySpan<Arg> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        var handles = new ReadOnlySpan<IntPtr>(result.Pointer, result.Length);
        var tensors = new Tensor[handles.Length];
        for (var i = 0; i < tensors.Length; i++) tensors[i] = new Tensor(handles[i]);
        Shim.Free(result.Pointer);
        return tensors;
    }

    /// <summary>Calls an operator that returns a number or a truth value.</summary>
    public Scalar CallScalar(params ReadOnlySpan<Arg> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return Scalar.From(result);
    }

    private static Tensor NewTensor(in Value value) => new((IntPtr)value.Pointer, (long)value.Extra);

    [SkipLocalsInit]
    private int Invoke(ReadOnlySpan<Arg> arguments, Value* results, int capacity)
    {
        var words = 0;
        foreach (ref readonly var argument in arguments) words += argument.ExtraWords;
        if (words > WordsOnStack)
        {
            fixed (long* extra = new long[words]) return Invoke(arguments, extra, results, capacity);
        }
        var room = stackalloc long[WordsOnStack];
        return Invoke(arguments, room, results, capacity);
    }

    [SkipLocalsInit]
    private int Invoke(ReadOnlySpan<Arg> arguments, long* words, Value* results, int capacity)
    {
        var values = stackalloc Value[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i].Write(values + i, words);
            words += arguments[i].ExtraWords;
        }
        int returned;
        Shim.Check(Shim.Call(Handle, values, arguments.Length, results, capacity, &returned));
        return returned;
    }
}
