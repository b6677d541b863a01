namespace TorchSharp;

/// <summary>Holds the tensors that a thread makes while it is the innermost scope, and disposes them at its own end, less those that were moved out.</summary>
/// <remarks>Open one with <see cref="torch.NewDisposeScope"/> and <c>using</c>; scopes nest, and belong to the thread that opened them.</remarks>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic] private static DisposeScope? current;

    private readonly HashSet<IDisposable> held = new(ReferenceEqualityComparer.Instance);
    private readonly DisposeScope? outer;
    private bool isClosed;

    private DisposeScope(DisposeScope? outer) => this.outer = outer;

    /// <summary>What the scope would dispose now.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. held];

    /// <summary>How many objects the scope would dispose now.</summary>
    public int DisposablesCount => held.Count;

    internal static DisposeScope? Current => current;

    internal static DisposeScope Open() => current = new DisposeScope(current);

    /// <summary>A new tensor of this thread belongs to the innermost scope.</summary>
    internal static DisposeScope? Enrol(torch.Tensor tensor)
    {
        current?.held.Add(tensor);
        return current;
    }

    internal void Forget(IDisposable disposable) => held.Remove(disposable);

    /// <summary>Hands an object to the scope around this one; without one it waits for its own disposal or the garbage collector.</summary>
    /// <param name="disposable">The object.</param>
    /// <returns>The same object.</returns>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => Move(disposable, outer);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Hands objects to the scope around this one.</summary>
    /// <param name="disposables">The objects.</param>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="MoveToOuter(IDisposable[])"/>
    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) Move(disposable, outer);
    }

    /// <summary>Takes an object out of all scopes: it lives until it is disposed or collected.</summary>
    /// <param name="disposable">The object.</param>
    /// <returns>The same object.</returns>
    public T Detach<T>(T disposable) where T : IDisposable => Move(disposable, null);

    /// <inheritdoc cref="Detach{T}(T)"/>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable => (Detach(first), Detach(second));

    /// <summary>Takes objects out of all scopes.</summary>
    /// <param name="disposables">The objects.</param>
    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="Detach(IDisposable[])"/>
    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) Move(disposable, null);
    }

    /// <summary>Takes an object into this scope, out of the one that held it.</summary>
    /// <param name="disposable">The object.</param>
    public void Attach(IDisposable disposable) => Move(disposable, this);

    /// <summary>Takes objects into this scope.</summary>
    /// <param name="disposables">The objects.</param>
    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="Attach(IDisposable[])"/>
    /// <returns>The objects.</returns>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        IDisposable[] all = [.. disposables];
        foreach (var disposable in all) Attach(disposable);
        return all;
    }

    /// <summary>Whether the scope would dispose an object.</summary>
    /// <param name="disposable">The object.</param>
    public bool Contains(IDisposable disposable) => held.Contains(disposable);

    /// <summary>Disposes what the scope holds; the scope stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Disposes what the scope holds but for some objects, which it keeps.</summary>
    /// <param name="inKeep">What to keep.</param>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var kept = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in held.Where(d => !kept.Contains(d)).ToArray())
        {
            held.Remove(disposable);
            disposable.Dispose();
        }
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    /// <param name="keep">What to keep.</param>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    /// <param name="keep">What to keep.</param>
    /// <returns>The kept object.</returns>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    /// <summary>Disposes what the scope holds and closes it; the scope around it is the innermost again.</summary>
    public void Dispose()
    {
        if (isClosed) return;
        isClosed = true;
        DisposeEverything();
        // Scopes that were opened inside and left open close with this one.
        for (var inner = current; inner is not null && inner != this; inner = inner.outer) inner.isClosed = true;
        if (current == this || IsAround(current)) current = outer;
    }

    private bool IsAround(DisposeScope? scope)
    {
        for (; scope is not null; scope = scope.outer)
        {
            if (scope == this) return true;
        }
        return false;
    }

    private T Move<T>(T disposable, DisposeScope? to) where T : IDisposable
    {
        if (disposable is torch.Tensor tensor) tensor.MoveTo(to);
        else
        {
            held.Remove(disposable);
            to?.held.Add(disposable);
        }
        return disposable;
    }

    internal void Take(IDisposable disposable) => held.Add(disposable);
}
