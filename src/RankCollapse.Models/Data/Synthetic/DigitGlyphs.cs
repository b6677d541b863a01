using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>
/// Small images of the ten digits, drawn from a font of 5 × 7 dots: enlarged, shifted, of varying strength, with noise.
/// Image code can be tried on them without any file.
/// </summary>
/// <remarks>
/// A brightness b (0 is paper, 1 is ink) is stored as the byte 85 (1 + b), rounded and clipped, so that noise on both sides
/// of paper and ink survives: brightness −1 is byte 0, brightness 2 is byte 255.
/// </remarks>
/// <source paper="frequency-token-reduction" item="synthetic glyphs of the reduced runs">Same font size, canvas, gain and noise.</source>
public sealed record DigitGlyphs
{
    private const int FontWidth = 5, FontHeight = 7;

    private static readonly string[] Font =
    [
        ".###. #...# #..## #.#.# ##..# #...# .###.",
        "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
        ".###. #...# ....# ...#. ..#.. .#... #####",
        "##### ...#. ..#.. ...#. ....# #...# .###.",
        "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
        "##### #.... ####. ....# ....# #...# .###.",
        "..##. .#... #.... ####. #...# #...# .###.",
        "##### ....# ...#. ..#.. .#... .#... .#...",
        ".###. #...# #...# .###. #...# #...# .###.",
        ".###. #...# #...# .#### ....# ...#. .##..",
    ];

    /// <summary>Height and width of an image in pixels, at least 8; default 16.</summary>
    public int Canvas { get; init => field = Require.AtLeast(value, 8, "A digit of 5 × 7 dots needs room."); } = 16;

    /// <summary>Pixels per dot of the font in both directions, at least 1; default 2. Seven dots must fit on the canvas.</summary>
    public int Scale { get; init => field = Require.AtLeast(value, 1, "It enlarges the 5 × 7 dots."); } = 2;

    /// <summary>Largest shift from the middle in pixels, in both directions, at least 0; default 1. Digits stay on the canvas.</summary>
    public int Shift { get; init => field = Require.AtLeast(value, 0, "Use 0 to keep digits in the middle."); } = 1;

    /// <summary>Half the range of strengths: ink is uniform in 1 ± this; in [0, 1], default 0.4.</summary>
    public double GainSpread { get; init => field = Require.Within(value, (0, 1), "Ink is uniform in 1 ± GainSpread."); } = 0.4;

    /// <summary>Standard deviation of the noise on every pixel, in units of ink; in [0, 1], default 0.2.</summary>
    public double Noise { get; init => field = Require.Within(value, (0, 1), "It is a standard deviation; ink is 1."); } = 0.2;

    /// <summary>Draws images; image i shows the digit i modulo 10 and does not depend on how many are drawn.</summary>
    /// <param name="count">Number of images, at least 1.</param>
    /// <param name="random">Where shifts, gains and noise come from; <c>random.AtStep(step)</c> gives a fresh set for every step.</param>
    /// <returns>Images of shape [1, canvas, canvas]; label c is the digit c.</returns>
    /// <exception cref="ArgumentException">The digits do not fit on the canvas.</exception>
    public ImageSet Draw(int count, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.AtLeast(count, 1, "It is the number of images.", nameof(count));
        if (FontHeight * Scale > Canvas)
        {
            throw new ArgumentException(
                $"Scale was {Scale} and Canvas was {Canvas}; a digit is {FontHeight * Scale} pixels high, so it does not fit. "
                + $"Use a Scale of at most {Canvas / FontHeight}.");
        }

        var shape = new ImageShape(1, Canvas, Canvas);
        var pixels = new byte[count * shape.Size];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = i % 10;
            DrawOne(labels[i], random.Sample(i), pixels.AsSpan(i * shape.Size, shape.Size));
        }

        var names = Enumerable.Range(0, 10).Select(digit => $"{digit}");
        return ImageSet.Owning(
            new ImageOrigin { Name = "Digit glyphs", Source = ToString(), ClassNames = [.. names] }, shape, pixels, labels);
    }

    private void DrawOne(int digit, RandomStream random, Span<byte> image)
    {
        var top = Place(Canvas - (FontHeight * Scale), random);
        var left = Place(Canvas - (FontWidth * Scale), random);
        var gain = 1 + (GainSpread * ((2 * random.NextUniform()) - 1));
        for (var p = 0; p < image.Length; p++)
        {
            var brightness = (IsInk(digit, (p / Canvas) - top, (p % Canvas) - left) ? gain : 0) + (Noise * random.NextNormal());
            image[p] = (byte)Math.Clamp(Math.Round(85 * (1 + brightness)), 0, 255);
        }
    }

    /// <summary>A uniform place within the shift of the middle, as far as the room allows.</summary>
    private int Place(int room, RandomStream random)
    {
        var (least, most) = (Math.Max(0, (room / 2) - Shift), Math.Min(room, (room / 2) + Shift));
        return least + random.NextInteger(most - least + 1);
    }

    private bool IsInk(int digit, int row, int column)
    {
        if (row < 0 || column < 0 || row >= FontHeight * Scale || column >= FontWidth * Scale) return false;
        return Font[digit][(row / Scale * (FontWidth + 1)) + (column / Scale)] == '#';
    }
}
