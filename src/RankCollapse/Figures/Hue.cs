using System.Globalization;

namespace RankCollapse.Figures;

/// <summary>A colour of the <see cref="Palette"/>. There are no others: each is readable on light and on dark backgrounds.</summary>
public sealed record Hue
{
    internal Hue(string name, string hex) => (Name, Hex) = (name, hex);

    /// <summary>English name of the colour.</summary>
    public string Name { get; }

    /// <summary>The colour as <c>#rrggbb</c> in sRGB.</summary>
    public string Hex { get; }

    /// <summary>The name and the sRGB code.</summary>
    public override string ToString() => $"{Name} {Hex}";

    internal string WithOpacity(double opacity)
    {
        var (r, g, b) = Bytes;
        return string.Create(CultureInfo.InvariantCulture, $"rgba({r},{g},{b},{opacity})");
    }

    internal (int R, int G, int B) Bytes => (Channel(1), Channel(3), Channel(5));

    /// <summary>The colour a given part of the way to another, in linear light: luminance stays between the two, so contrast does too.</summary>
    internal Hue Towards(Hue other, double part)
    {
        var (r0, g0, b0) = Bytes;
        var (r1, g1, b1) = other.Bytes;
        string Mix(int from, int to) => Gamma(Linear(from) + part * (Linear(to) - Linear(from))).ToString("x2", CultureInfo.InvariantCulture);
        return new Hue($"{Name} to {other.Name}", $"#{Mix(r0, r1)}{Mix(g0, g1)}{Mix(b0, b1)}");
    }

    /// <summary>Linear light in [0, 1] of an sRGB byte (IEC 61966-2-1).</summary>
    internal static double Linear(int channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    private static int Gamma(double linear) =>
        (int)Math.Round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055));

    private int Channel(int at) => int.Parse(Hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
