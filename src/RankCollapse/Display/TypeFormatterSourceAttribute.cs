namespace RankCollapse.Display;

/// <summary>
/// Says which class knows how instances of the marked type are displayed in a notebook.
/// A kernel recognises this attribute by its name alone, so that the library references no kernel.
/// </summary>
/// <remarks>
/// The named class has a parameterless constructor and a method <c>IEnumerable&lt;object&gt; CreateTypeFormatters()</c>;
/// each returned object has <c>string MimeType { get; }</c> and <c>bool Format(object instance, TextWriter writer)</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The class that creates the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The forms to emit, the preferred one first.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
