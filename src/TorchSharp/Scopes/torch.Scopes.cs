namespace TorchSharp;

public static partial class torch
{
    /// <summary>The innermost scope of this thread, if any.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScope.Current;

    /// <summary>Opens a scope: tensors that this thread makes from now on are disposed with it, unless they are moved out.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScope.Open();

    /// <summary>Computes a tensor and disposes everything that was made on the way.</summary>
    /// <param name="expr">The computation.</param>
    /// <returns>Its result, in the scope around the call.</returns>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
