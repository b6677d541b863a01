using RankCollapse.Models.Data;

namespace RankCollapse.Models.Vision;

/// <summary>What of an image's tokens the classifier reads.</summary>
public enum TokenPooling
{
    /// <summary>One token of its own, the first, that belongs to no patch (CLS).</summary>
    ClassToken,

    /// <summary>The mean of all patches; there is no class token.</summary>
    Mean,
}

/// <summary>The choices of a <see cref="VisionTransformer"/> beside its body.</summary>
public sealed record VisionDesign
{
    /// <summary>Pixels along a side of the square image; a multiple of <see cref="PatchSide"/>.</summary>
    public required int ImageSide { get; init => field = Require.AtLeast(value, 1, "Images are square; scale them down with ImageSet where that helps."); }

    /// <summary>Pixels along a side of a square patch; at least 1.</summary>
    public required int PatchSide { get; init => field = Require.AtLeast(value, 1, "Use 2 for small images, 16 for photographs."); }

    /// <summary>Colours: 1 or 3.</summary>
    public int Channels { get; init => field = Require.AtLeast(value, 1, "Use 1 for grey images, 3 for coloured ones."); } = 1;

    /// <summary>Coordinates of a token; at least 1.</summary>
    public required int Width { get; init => field = Require.AtLeast(value, 1, "Use a multiple of the heads."); }

    /// <summary>Classes to tell apart; at least 2.</summary>
    public required int Classes { get; init => field = Require.AtLeast(value, 2, "Use the number of class names of the images."); }

    /// <summary>What the classifier reads.</summary>
    public TokenPooling Pooling { get; init; } = TokenPooling.ClassToken;

    /// <summary>Patches along a side.</summary>
    public int Grid => ImageSide / PatchSide;

    /// <summary>Tokens of an image: the patches row by row, after the class token where there is one.</summary>
    public int Tokens => (Grid * Grid) + (Pooling == TokenPooling.ClassToken ? 1 : 0);
}
