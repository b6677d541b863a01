using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>The means of dropped tokens, window by window, with how many each stands for. Immutable.</summary>
/// <remarks>A window without a dropped token has count 0 and a row of zeros; the paper does not discuss it. Weighted by counts, kept and DC tokens
/// together have exactly the mean of all tokens; unweighted they do not.</remarks>
/// <source paper="lee2025" item="eq. 10 and 11">The formula of the repeated update was not visible: three candidates are given, of which <see cref="Update"/>, which keeps
/// the mean, is the default here.</source>
public sealed class DcTokens
{
    private readonly Matrix<double> tokens;
    private readonly double[] counts;

    private DcTokens(WindowGrid grid, Matrix<double> tokens, double[] counts) => (Grid, this.tokens, this.counts) = (grid, tokens, counts);

    /// <summary>The windows.</summary>
    public WindowGrid Grid { get; }

    /// <summary>A copy of the DC tokens, shape [windows, width].</summary>
    public Matrix<double> Tokens => tokens.Clone();

    /// <summary>How many tokens each stands for.</summary>
    public IReadOnlyList<double> Counts => counts;

    /// <summary>Averages the dropped tokens of each window.</summary>
    /// <param name="patches">All patch tokens, shape [side², width], finite.</param>
    /// <param name="dropped">Distinct numbers of the dropped ones.</param>
    /// <param name="grid">The windows.</param>
    /// <returns>One DC token per window.</returns>
    /// <exception cref="ArgumentException">Another number of patches, or an unknown or repeated token.</exception>
    public static DcTokens Of(Matrix<double> patches, IReadOnlyList<int> dropped, WindowGrid grid)
    {
        var none = new DcTokens(grid, Matrix<double>.Build.Dense(grid.Count, patches.ColumnCount), new double[grid.Count]);
        return none.Update(patches, dropped);
    }

    /// <summary>Joins newly dropped tokens by counts: the mean of everything dropped so far.</summary>
    /// <param name="patches">All patch tokens as they are now, shape [side², width], finite; only rows of dropped ones are read.</param>
    /// <param name="dropped">Distinct numbers of the newly dropped ones.</param>
    /// <returns>The new DC tokens.</returns>
    /// <exception cref="ArgumentException">Another shape, or an unknown or repeated token.</exception>
    public DcTokens Update(Matrix<double> patches, IReadOnlyList<int> dropped)
    {
        var (sums, added) = Sums(patches, dropped);
        return Combined(sums, added, (old, oldCount, sum, count) => ((oldCount * old) + sum) / (oldCount + count));
    }

    /// <summary>The second candidate: the average of the old DC token and the mean of the newly dropped.</summary>
    /// <param name="patches">As in <see cref="Update"/>.</param>
    /// <param name="dropped">As in <see cref="Update"/>.</param>
    /// <returns>The new DC tokens; counts are added up all the same.</returns>
    /// <exception cref="ArgumentException">As in <see cref="Update"/>.</exception>
    public DcTokens UpdateByHalves(Matrix<double> patches, IReadOnlyList<int> dropped)
    {
        var (sums, added) = Sums(patches, dropped);
        return Combined(sums, added, (old, oldCount, sum, count) => oldCount == 0 ? sum / count : (old + (sum / count)) / 2);
    }

    /// <summary>The third candidate: the mean of the old DC token, counted once, and the newly dropped tokens.</summary>
    /// <param name="patches">As in <see cref="Update"/>.</param>
    /// <param name="dropped">As in <see cref="Update"/>.</param>
    /// <returns>The new DC tokens; counts are added up all the same.</returns>
    /// <exception cref="ArgumentException">As in <see cref="Update"/>.</exception>
    public DcTokens UpdateAsOneToken(Matrix<double> patches, IReadOnlyList<int> dropped)
    {
        var (sums, added) = Sums(patches, dropped);
        return Combined(sums, added, (old, oldCount, sum, count) => oldCount == 0 ? sum / count : (old + sum) / (1 + count));
    }

    /// <summary>Merges the windows of a finer grid by counts.</summary>
    /// <param name="coarser">A grid in which this one's windows nest.</param>
    /// <returns>One DC token per window of the coarser grid.</returns>
    /// <exception cref="ArgumentException">The windows do not nest.</exception>
    public DcTokens Merge(WindowGrid coarser)
    {
        var into = Grid.Into(coarser);
        var sums = Matrix<double>.Build.Dense(coarser.Count, tokens.ColumnCount);
        var merged = new double[coarser.Count];
        for (var k = 0; k < counts.Length; k++)
        {
            merged[into[k]] += counts[k];
            sums.SetRow(into[k], sums.Row(into[k]) + (counts[k] * tokens.Row(k)));
        }

        for (var k = 0; k < merged.Length; k++)
        {
            if (merged[k] > 0) sums.SetRow(k, sums.Row(k) / merged[k]);
        }

        return new DcTokens(coarser, sums, merged);
    }

    private DcTokens Combined(Matrix<double> sums, double[] added, Func<Vector<double>, double, Vector<double>, double, Vector<double>> rule)
    {
        var next = tokens.Clone();
        var total = new double[counts.Length];
        for (var k = 0; k < total.Length; k++)
        {
            total[k] = counts[k] + added[k];
            if (added[k] > 0) next.SetRow(k, rule(tokens.Row(k), counts[k], sums.Row(k), added[k]));
        }

        return new DcTokens(Grid, next, total);
    }

    private (Matrix<double> Sums, double[] Counts) Sums(Matrix<double> patches, IReadOnlyList<int> dropped)
    {
        Guard.Finite(patches, nameof(patches), "[side², width]");
        ArgumentNullException.ThrowIfNull(dropped);
        var n = Grid.Side * Grid.Side;
        if (patches.RowCount != n || patches.ColumnCount != tokens.ColumnCount)
        {
            throw new ArgumentException(
                $"The patches had shape [{patches.RowCount}, {patches.ColumnCount}]; it must be [{n}, {tokens.ColumnCount}]. Leave the class token out.", nameof(patches));
        }

        if (dropped.Any(k => k < 0 || k >= n) || dropped.Distinct().Count() != dropped.Count)
            throw new ArgumentException($"The dropped tokens were [{string.Join(", ", dropped)}]; they must be distinct numbers from 0 to {n - 1}.", nameof(dropped));
        var (sums, added) = (Matrix<double>.Build.Dense(Grid.Count, patches.ColumnCount), new double[Grid.Count]);
        foreach (var k in dropped)
        {
            var window = Grid.Of(k);
            added[window]++;
            sums.SetRow(window, sums.Row(window) + patches.Row(k));
        }

        return (sums, added);
    }
}
