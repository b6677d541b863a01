using System.Runtime.CompilerServices;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after another: each takes what the one before gives.</summary>
/// <remarks>What goes from one to the next is disposed as soon as it is used; a hook that keeps it makes a copy, or detaches it.</remarks>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> items = [];

    internal Sequential(IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> modules) : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules) append(name, module);
    }

    internal Sequential(IEnumerable<nn.Module<Tensor, Tensor>> modules) : this(modules.Select((m, i) => ($"{i}", m)))
    {
    }

    /// <summary>Number of modules.</summary>
    public int Count => items.Count;

    /// <summary>The module at a place.</summary>
    /// <param name="index">From 0.</param>
    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => items[index].Module;

    /// <summary>Some of the modules, which both then hold.</summary>
    /// <param name="range">Their places.</param>
    [IndexerName("SequentialItems")]
    public Sequential this[Range range] => new(items[range].Select(i => (i.Name, (nn.Module<Tensor, Tensor>)i.Module)));

    /// <summary>Adds a module at the end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="module">The module.</param>
    /// <returns>This sequence.</returns>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module)module);
        items.Add((name, module));
        return this;
    }

    /// <summary>Adds a module at the end, named by its place.</summary>
    /// <param name="module">The module.</param>
    /// <returns>This sequence.</returns>
    public Sequential append(nn.IModule<Tensor, Tensor> module) => append($"{items.Count}", module);

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor)
    {
        if (items.Count == 0) return Aten.alias.Call(tensor);
        var current = tensor;
        foreach (var (_, module) in items)
        {
            var next = module.call(current);
            if (current != (object)tensor && current != (object)next) current.Dispose();
            current = next;
        }
        return current;
    }
}
