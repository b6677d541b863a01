namespace Workbook.Export;

/// <summary>
/// A few colours that stand for all colours of a picture, found by splitting the colour cube where the squared error is largest
/// (variance-based median cut). A picture that has no more colours than are allowed keeps them exactly.
/// </summary>
internal sealed class ColourPalette
{
    private readonly Dictionary<int, byte> indices;

    private ColourPalette(IReadOnlyList<int> colours, Dictionary<int, byte> indices)
    {
        Colours = colours;
        this.indices = indices;
    }

    /// <summary>The colours as 0xRRGGBB.</summary>
    public IReadOnlyList<int> Colours { get; }

    /// <summary>The palette of a picture.</summary>
    /// <param name="pixels">One 0xRRGGBB for each pixel.</param>
    /// <param name="most">How many colours are allowed, 1 to 256.</param>
    public static ColourPalette For(ReadOnlySpan<int> pixels, int most)
    {
        var counts = new Dictionary<int, int>();
        foreach (var pixel in pixels)
            counts[pixel] = counts.GetValueOrDefault(pixel) + 1;
        // Sorted, so that the result does not depend on the order of a hash table.
        var boxes = new List<Box> { new([.. counts.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value))]) };
        while (boxes.Count < most && boxes.MaxBy(box => box.Error) is { Error: > 0 } worst)
        {
            boxes.Remove(worst);
            boxes.AddRange(worst.Split());
        }
        var indices = new Dictionary<int, byte>(counts.Count);
        for (var i = 0; i < boxes.Count; i++)
        {
            foreach (var (colour, _) in boxes[i].Members)
                indices[colour] = (byte)i;
        }
        return new ColourPalette([.. boxes.Select(box => box.Representative)], indices);
    }

    /// <summary>Which of <see cref="Colours"/> stands for a colour of the picture.</summary>
    public byte IndexOf(int colour) => indices[colour];

    private static int Channel(int colour, int channel) => (colour >> (8 * channel)) & 0xff;

    /// <summary>Colours that are near each other, with the number of their pixels.</summary>
    private sealed class Box
    {
        private readonly double[] means = new double[3];
        private readonly double[] errors = new double[3];

        public Box((int Colour, int Count)[] members)
        {
            Members = members;
            double total = members.Sum(member => (long)member.Count);
            for (var channel = 0; channel < 3; channel++)
            {
                var mean = members.Sum(member => (double)Channel(member.Colour, channel) * member.Count) / total;
                means[channel] = mean;
                errors[channel] = members.Sum(member => (Channel(member.Colour, channel) - mean) * (Channel(member.Colour, channel) - mean) * member.Count);
            }
            Error = members.Length == 1 ? 0 : errors.Sum();
            var main = members.MaxBy(member => member.Count);
            // The mean of nearly white pixels and white ones would be a grey background.
            Representative = 2L * main.Count >= total
                ? main.Colour
                : (Round(means[2]) << 16) | (Round(means[1]) << 8) | Round(means[0]);
        }

        public (int Colour, int Count)[] Members { get; }

        /// <summary>Squared distance of all pixels from their mean; 0 exactly when there is only one colour.</summary>
        public double Error { get; }

        public int Representative { get; }

        /// <summary>Two boxes, below and above the mean of the channel that varies most; neither is empty.</summary>
        public IEnumerable<Box> Split()
        {
            var channel = Array.IndexOf(errors, errors.Max());
            return Members.GroupBy(member => Channel(member.Colour, channel) > means[channel]).OrderBy(part => part.Key).Select(part => new Box([.. part]));
        }

        private static int Round(double value) => (int)Math.Round(value);
    }
}
