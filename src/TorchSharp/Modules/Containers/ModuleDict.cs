using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules under names, in the order in which they were added.</summary>
/// <typeparam name="T">What they are.</typeparam>
public class ModuleDict<T> : nn.Module, IEnumerable<(string, T)> where T : nn.Module
{
    private readonly OrderedDictionary<string, T> entries = [];

    /// <summary>No modules yet.</summary>
    public ModuleDict() : base(nameof(ModuleDict<>))
    {
    }

    /// <summary>The module of a name.</summary>
    /// <param name="key">The name.</param>
    /// <exception cref="KeyNotFoundException">No such module.</exception>
    public T this[string key]
    {
        get => entries.TryGetValue(key, out var found) ? found : throw new KeyNotFoundException($"There is no module \"{key}\". {NearestKeys.Among(entries.Keys, key)}");
        set => Change(e => e[key] = value);
    }

    /// <summary>Name and module at a place.</summary>
    /// <param name="index">From 0.</param>
    public (string, T) this[int index]
    {
        get => entries.GetAt(index) is var (key, value) ? (key, value) : default;
        set => Change(e => { e.RemoveAt(index); e.Insert(index, value.Item1, value.Item2); });
    }

    /// <summary>Number of modules.</summary>
    public int Count => entries.Count;

    /// <summary>The dictionary can be changed.</summary>
    public bool IsReadOnly => false;

    /// <summary>The names.</summary>
    public ICollection<string> Keys => entries.Keys;

    /// <summary>The modules.</summary>
    public ICollection<T> Values => entries.Values;

    /// <summary>Names and modules.</summary>
    public IEnumerator<(string, T)> items() => GetEnumerator();

    /// <summary>The names.</summary>
    public IEnumerable<string> keys() => entries.Keys;

    /// <summary>The modules.</summary>
    public IEnumerable<T> values() => entries.Values;

    /// <summary>Adds a module.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">The module.</param>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    public void Add(string key, T value)
    {
        register_module(key, value);
        entries.Add(key, value);
    }

    /// <summary>Adds a module.</summary>
    /// <param name="item">Its name and the module.</param>
    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    /// <summary>Whether there is a module of a name.</summary>
    /// <param name="key">The name.</param>
    public bool ContainsKey(string key) => entries.ContainsKey(key);

    /// <summary>Takes a module out, without disposing it.</summary>
    /// <param name="key">Its name.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string key)
    {
        var isThere = entries.ContainsKey(key);
        if (isThere) Change(e => e.Remove(key));
        return isThere;
    }

    /// <summary>Looks a module up.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">The module.</param>
    /// <returns>Whether it is there.</returns>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => entries.TryGetValue(key, out value);

    /// <summary>Forgets all modules, without disposing them.</summary>
    public void Clear() => Change(e => e.Clear());

    /// <inheritdoc cref="Clear"/>
    public void clear() => Clear();

    /// <summary>Names and modules in order.</summary>
    public IEnumerator<(string, T)> GetEnumerator() => entries.Select(e => (e.Key, e.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Change(Action<OrderedDictionary<string, T>> change)
    {
        change(entries);
        ForgetParts();
        foreach (var (key, value) in entries) register_module(key, value);
    }
}
