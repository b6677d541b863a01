namespace RankCollapse.Display;

/// <summary>One form of display: writes instances of <typeparamref name="T"/> as one MIME type.</summary>
internal sealed class TextFormatter<T>(string mimeType, Func<T, string> text)
{
    /// <summary>The MIME type that <see cref="Format"/> writes.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes <paramref name="instance"/>; false when it is not of the type that this formatter knows.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not T value) return false;
        writer.Write(text(value));
        return true;
    }
}
