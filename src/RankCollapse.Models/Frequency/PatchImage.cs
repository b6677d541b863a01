using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Models.Attention;
using RankCollapse.Models.Data;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>An image as a matrix of patches, and a network's attention as a filter on it: attention made visible.</summary>
public static class PatchImage
{
    /// <summary>The patches of an image, row by row, brightness from 0 to 1.</summary>
    /// <param name="set">Grey square images.</param>
    /// <param name="index">Which image.</param>
    /// <param name="patchSide">Pixels along a side of a patch; it divides the side.</param>
    /// <returns>Shape [patches, patchSide²].</returns>
    /// <exception cref="ArgumentException">Coloured images, or patches that do not cover them.</exception>
    public static Matrix<double> Of(ImageSet set, int index, int patchSide)
    {
        ArgumentNullException.ThrowIfNull(set);
        var side = set.Shape.Width;
        if (set.Shape.Channels != 1 || set.Shape.Height != side || patchSide < 1 || side % patchSide != 0)
            throw new ArgumentException($"Images had the shape {set.Shape} and patches the side {patchSide}; a square grey image and a divisor of its side are needed. Use ImageSet.Grey.", nameof(set));
        var pixels = set.Image(index).ToArray();
        var grid = side / patchSide;
        return Matrix<double>.Build.Dense(grid * grid, patchSide * patchSide, (patch, pixel) =>
            pixels[(((patch / grid * patchSide) + (pixel / patchSide)) * side) + (patch % grid * patchSide) + (pixel % patchSide)] / 255.0);
    }

    /// <summary>Patches as pixels again.</summary>
    /// <param name="patches">Shape [grid², patchSide²].</param>
    /// <returns>Shape [side, side], first row on top.</returns>
    public static double[,] Pixels(Matrix<double> patches)
    {
        ArgumentNullException.ThrowIfNull(patches);
        var (grid, side) = ((int)Math.Round(Math.Sqrt(patches.RowCount)), (int)Math.Round(Math.Sqrt(patches.ColumnCount)));
        var pixels = new double[grid * side, grid * side];
        for (var patch = 0; patch < patches.RowCount; patch++)
        {
            for (var pixel = 0; pixel < patches.ColumnCount; pixel++)
                pixels[(patch / grid * side) + (pixel / side), (patch % grid * side) + (pixel % side)] = patches[patch, pixel];
        }

        return pixels;
    }

    /// <summary>Attention among the patches alone, heads averaged: the class token's row and column are left out and rows divided by what is left.</summary>
    /// <param name="pass">The attention of a full image.</param>
    /// <param name="image">Which image of the batch.</param>
    /// <returns>Row-stochastic, shape [patches, patches].</returns>
    public static Matrix<double> Filter(AttentionPass pass, int image)
    {
        ArgumentNullException.ThrowIfNull(pass);
        using var scope = NewDisposeScope();
        var patches = pass.Attention.size(3) - 1;
        return pass.Attention[image].mean([0]).narrow(0, 1, patches).narrow(1, 1, patches).ToMatrix().NormalizeRows(1);
    }
}
