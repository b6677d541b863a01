using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>A square grid of patch tokens cut into w × w equal windows. Immutable.</summary>
/// <source paper="lee2025" item="local DC tokens, eq. 10"/>
public sealed record WindowGrid
{
    /// <summary>A grid.</summary>
    /// <param name="side">Patches along a side, at least 1.</param>
    /// <param name="windows">w, windows along a side; it divides the side. 1 is one global window.</param>
    /// <exception cref="ArgumentException">The windows do not divide the side.</exception>
    public WindowGrid(int side, int windows)
    {
        Side = Guard.AtLeast(side, 1, nameof(side), "It is the root of the number of patches.");
        Windows = Guard.AtLeast(windows, 1, nameof(windows), "1 is one window for all.");
        if (side % windows != 0)
            throw new ArgumentException($"windows was {windows}; it must divide the side {side}. Use a divisor such as 1.", nameof(windows));
    }

    /// <summary>Patches along a side.</summary>
    public int Side { get; }

    /// <summary>w, windows along a side.</summary>
    public int Windows { get; }

    /// <summary>w², number of windows.</summary>
    public int Count => Windows * Windows;

    /// <summary>The window of a patch.</summary>
    /// <param name="patch">Number of the patch, row by row, from 0.</param>
    /// <returns>Number of the window, row by row, from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such patch.</exception>
    public int Of(int patch)
    {
        Guard.Within(patch, 0, (Side * Side) - 1, nameof(patch), "Patches are counted row by row, without the class token.");
        var size = Side / Windows;
        return (patch / Side / size * Windows) + (patch % Side / size);
    }

    /// <summary>The window of a coarser grid in which each window of this grid lies.</summary>
    /// <param name="coarser">A grid of the same side whose number of windows divides this one's.</param>
    /// <returns>For each window of this grid a window of the other.</returns>
    /// <exception cref="ArgumentException">Another side, or windows that do not nest.</exception>
    public int[] Into(WindowGrid coarser)
    {
        ArgumentNullException.ThrowIfNull(coarser);
        if (coarser.Side != Side || Windows % coarser.Windows != 0)
        {
            throw new ArgumentException(
                $"{Windows} × {Windows} windows on a side of {Side} do not nest in {coarser.Windows} × {coarser.Windows} on {coarser.Side}. Use fewer windows in later stages, each a divisor.", nameof(coarser));
        }

        var factor = Windows / coarser.Windows;
        return [.. Enumerable.Range(0, Count).Select(k => (k / Windows / factor * coarser.Windows) + (k % Windows / factor))];
    }
}
