namespace RankCollapse.Models.Data;

/// <summary>The shape of one image, first axis first: [channels, height, width].</summary>
/// <param name="Channels">1 for grey, 3 for red, green and blue.</param>
/// <param name="Height">Rows of pixels, the top one first.</param>
/// <param name="Width">Columns of pixels, the left one first.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Numbers per channel: height times width.</summary>
    public int Area => Height * Width;

    /// <summary>Numbers per image: channels times height times width.</summary>
    public int Size => Channels * Area;

    /// <summary>The shape as it is written in documentation.</summary>
    /// <returns>For instance [1, 28, 28].</returns>
    public override string ToString() => $"[{Channels}, {Height}, {Width}]";
}
