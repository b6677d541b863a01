using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A module that holds no parameters, buffers or parts, whatever its inputs are.</summary>
public interface IParameterLessModule;

/// <summary>A module that holds no parameters, buffers or parts.</summary>
public abstract class ParameterLessModule<T, TResult> : nn.Module<T, TResult>, IParameterLessModule
{
    /// <inheritdoc/>
    protected ParameterLessModule(string name) : base(name)
    {
    }

    /// <summary>Refused.</summary>
    /// <inheritdoc cref="nn.Module.register_buffer"/>
    public override void register_buffer(string name, Tensor tensor, bool persistent = true) => throw ParameterLess.Refuse(this, name);

    /// <summary>Refused.</summary>
    /// <inheritdoc cref="nn.Module.register_parameter"/>
    public override void register_parameter(string name, Parameter? param) => throw ParameterLess.Refuse(this, name);

    /// <summary>Refused.</summary>
    /// <inheritdoc cref="nn.Module.register_module"/>
    public override void register_module(string name, nn.Module submodule) => throw ParameterLess.Refuse(this, name);
}

/// <summary>A module that holds no parameters, buffers or parts.</summary>
public abstract class ParameterLessModule<T1, T2, TResult> : nn.Module<T1, T2, TResult>, IParameterLessModule
{
    /// <inheritdoc/>
    protected ParameterLessModule(string name) : base(name)
    {
    }

    /// <summary>Refused.</summary>
    /// <inheritdoc cref="nn.Module.register_buffer"/>
    public override void register_buffer(string name, Tensor tensor, bool persistent = true) => throw ParameterLess.Refuse(this, name);

    /// <summary>Refused.</summary>
    /// <inheritdoc cref="nn.Module.register_parameter"/>
    public override void register_parameter(string name, Parameter? param) => throw ParameterLess.Refuse(this, name);

    /// <summary>Refused.</summary>
    /// <inheritdoc cref="nn.Module.register_module"/>
    public override void register_module(string name, nn.Module submodule) => throw ParameterLess.Refuse(this, name);
}

internal static class ParameterLess
{
    public static InvalidOperationException Refuse(nn.Module module, string name) =>
        new($"\"{name}\" cannot be registered with {module.GetName()}: it is a module without parameters, buffers and parts.");
}
