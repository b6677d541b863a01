namespace TorchSharp.Utils;

/// <summary>Gives a part of a module another name than that of the field which holds it.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    /// <summary>The name.</summary>
    public string? Name { get; set; }
}
