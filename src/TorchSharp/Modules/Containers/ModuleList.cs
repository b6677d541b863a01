using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules in a list, named by their places.</summary>
/// <typeparam name="T">What they are.</typeparam>
public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
{
    private readonly List<T> items = [];

    /// <summary>A list of modules.</summary>
    /// <param name="modules">The modules.</param>
    public ModuleList(params T[] modules) : base(nameof(ModuleList<>)) => extend(modules);

    /// <summary>The module at a place.</summary>
    /// <param name="index">From 0.</param>
    public T this[int index]
    {
        get => items[index];
        set => Change(i => i[index] = value);
    }

    /// <summary>Number of modules.</summary>
    public int Count => items.Count;

    /// <summary>The list can be changed.</summary>
    public bool IsReadOnly => false;

    /// <summary>Adds a module at the end.</summary>
    /// <param name="item">The module.</param>
    public void Add(T item)
    {
        register_module($"{items.Count}", item);
        items.Add(item);
    }

    /// <summary>Adds modules at the end.</summary>
    /// <param name="parameters">The modules.</param>
    public void append(params T[] parameters) => extend(parameters);

    /// <summary>Adds modules at the end.</summary>
    /// <param name="modules">The modules.</param>
    public void extend(IEnumerable<T> modules)
    {
        foreach (var module in modules) Add(module);
    }

    /// <summary>Forgets all modules, without disposing them.</summary>
    public void Clear() => Change(i => i.Clear());

    /// <summary>Whether a module is in the list.</summary>
    /// <param name="item">The module.</param>
    public bool Contains(T item) => items.Contains(item);

    /// <summary>Copies the list to an array.</summary>
    /// <param name="array">Where to.</param>
    /// <param name="arrayIndex">The first place to be filled.</param>
    public void CopyTo(T[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);

    /// <summary>The place of a module; -1 where it is not in the list.</summary>
    /// <param name="item">The module.</param>
    public int IndexOf(T item) => items.IndexOf(item);

    /// <summary>Puts a module before a place.</summary>
    /// <param name="index">The place.</param>
    /// <param name="item">The module.</param>
    public void Insert(int index, T item) => Change(i => i.Insert(index, item));

    /// <summary>Takes a module out, without disposing it.</summary>
    /// <param name="item">The module.</param>
    /// <returns>Whether it was in the list.</returns>
    public bool Remove(T item)
    {
        if (items.IndexOf(item) is not (>= 0 and var index)) return false;
        RemoveAt(index);
        return true;
    }

    /// <summary>Takes the module at a place out, without disposing it.</summary>
    /// <param name="index">The place.</param>
    public void RemoveAt(int index) => Change(i => i.RemoveAt(index));

    /// <summary>The modules in order.</summary>
    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Names follow places, so a change anywhere but at the end registers all again.</summary>
    private void Change(Action<List<T>> change)
    {
        change(items);
        ForgetParts();
        for (var i = 0; i < items.Count; i++) register_module($"{i}", items[i]);
    }
}
