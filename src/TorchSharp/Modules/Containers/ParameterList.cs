using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters in a list, named by their places.</summary>
public class ParameterList : nn.Module, IList<Parameter>
{
    private readonly List<Parameter> items = [];

    /// <summary>A list of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => extend(parameters);

    /// <summary>The parameter at a place.</summary>
    /// <param name="index">From 0.</param>
    public Parameter this[int index]
    {
        get => items[index];
        set => Change(i => i[index] = value);
    }

    /// <summary>Number of parameters.</summary>
    public int Count => items.Count;

    /// <summary>The list can be changed.</summary>
    public bool IsReadOnly => false;

    /// <summary>Adds a parameter at the end.</summary>
    /// <param name="item">The parameter.</param>
    public void Add(Parameter item)
    {
        register_parameter($"{items.Count}", item);
        items.Add(item);
    }

    /// <summary>Adds parameters at the end.</summary>
    /// <param name="parameters">The parameters.</param>
    public void append(params Parameter[] parameters) => extend(parameters);

    /// <summary>Adds parameters at the end.</summary>
    /// <param name="parameters">The parameters.</param>
    public void extend(IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters) Add(parameter);
    }

    /// <summary>Forgets all parameters, without disposing them.</summary>
    public void Clear() => Change(i => i.Clear());

    /// <summary>Whether a parameter is in the list.</summary>
    /// <param name="item">The parameter.</param>
    public bool Contains(Parameter item) => IndexOf(item) >= 0;

    /// <summary>Copies the list to an array.</summary>
    /// <param name="array">Where to.</param>
    /// <param name="arrayIndex">The first place to be filled.</param>
    public void CopyTo(Parameter[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);

    /// <summary>The place of a parameter; -1 where it is not in the list.</summary>
    /// <param name="item">The parameter.</param>
    public int IndexOf(Parameter item) => items.FindIndex(p => ReferenceEquals(p, item));

    /// <summary>Puts a parameter before a place.</summary>
    /// <param name="index">The place.</param>
    /// <param name="item">The parameter.</param>
    public void Insert(int index, Parameter item) => Change(i => i.Insert(index, item));

    /// <summary>Takes a parameter out, without disposing it.</summary>
    /// <param name="item">The parameter.</param>
    /// <returns>Whether it was in the list.</returns>
    public bool Remove(Parameter item)
    {
        if (IndexOf(item) is not (>= 0 and var index)) return false;
        RemoveAt(index);
        return true;
    }

    /// <summary>Takes the parameter at a place out, without disposing it.</summary>
    /// <param name="index">The place.</param>
    public void RemoveAt(int index) => Change(i => i.RemoveAt(index));

    /// <summary>The parameters in order.</summary>
    public IEnumerator<Parameter> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Change(Action<List<Parameter>> change)
    {
        change(items);
        ForgetParts();
        for (var i = 0; i < items.Count; i++) register_parameter($"{i}", items[i]);
    }
}
