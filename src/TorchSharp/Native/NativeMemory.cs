namespace TorchSharp.Native;

/// <summary>Tells the garbage collector how much native memory hangs on small managed objects, so that dropped tensors are collected in time.</summary>
internal static class NativeMemory
{
    /// <summary>Below this many bytes telling costs more than it saves: the managed object alone brings the collector round soon enough.</summary>
    private const long Noticeable = 1024;

    private static long live;
    private static long peak;

    /// <summary>Tensors that were made and not yet released.</summary>
    public static long Live => Interlocked.Read(ref live);

    /// <summary>The most that ever lived at once.</summary>
    public static long Peak => Interlocked.Read(ref peak);

    /// <summary>A tensor was made.</summary>
    /// <param name="bytes">What only it owns.</param>
    public static void Add(long bytes)
    {
        var now = Interlocked.Increment(ref live);
        for (var seen = Interlocked.Read(ref peak); now > seen; seen = Interlocked.Read(ref peak)) Interlocked.CompareExchange(ref peak, now, seen);
        if (bytes >= Noticeable) GC.AddMemoryPressure(bytes);
    }

    /// <summary>A tensor was released.</summary>
    /// <param name="bytes">What it was added with.</param>
    public static void Remove(long bytes)
    {
        Interlocked.Decrement(ref live);
        if (bytes >= Noticeable) GC.RemoveMemoryPressure(bytes);
    }
}
