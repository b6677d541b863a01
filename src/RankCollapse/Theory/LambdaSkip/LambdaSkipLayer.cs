using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.LayerNorm;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// The layer of the framework, Y ← LN(M(Y)·Y·C_V + λ·Y), for any mixing: post-norm, rows scaled to length ρ, no mean subtracted,
/// no gain, no shift. A gate and the absence of LN are options. Immutable.
/// </summary>
/// <example><code>
/// var layer = new LambdaSkipLayer(SoftmaxMixing.Causal(weights), skipStrength: 4);
/// var run = layer.Run(tokens, layers: 64);
/// </code></example>
/// <source paper="joseph2025" item="eq. 1 to 6">As reported in reviews of the paper. Factors in its constants fit rows of length √d in one place and
/// unit rows in another, hence the parameter ρ.</source>
public sealed class LambdaSkipLayer
{
    /// <summary>A layer with unit rows and C_V = I.</summary>
    /// <param name="mixing">M.</param>
    /// <param name="skipStrength">λ, finite, of either sign; 1 is the classic residual, 0 no skip path.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ is not finite.</exception>
    public LambdaSkipLayer(TokenMixing mixing, double skipStrength)
    {
        ArgumentNullException.ThrowIfNull(mixing);
        Mixing = mixing;
        SkipStrength = Guard.Within(skipStrength, -double.MaxValue, double.MaxValue, nameof(skipStrength), "Use 0 for no skip path.");
    }

    private LambdaSkipLayer(LambdaSkipLayer other, double skipStrength)
        : this(other.Mixing, skipStrength) => (Value, RowLength, Gate) = (other.Value, other.RowLength, other.Gate);

    /// <summary>M.</summary>
    public TokenMixing Mixing { get; }

    /// <summary>λ.</summary>
    public double SkipStrength { get; }

    /// <summary>C_V, shape [width, width]; none for the identity, as in state space models.</summary>
    public Matrix<double>? Value
    {
        get => field?.Clone();
        init
        {
            if (value is not null) Guard.Square(value, nameof(Value));
            field = value?.Clone();
        }
    }

    /// <summary>ρ, the length that LN gives to every row, above 0: 1 or √width. None for no LN at all.</summary>
    public double? RowLength
    {
        get;
        init => field = value is { } length
            ? Guard.Positive(length, nameof(RowLength), "Use 1 or the root of the width; leave it without a value for no LN.")
            : null;
    }
    = 1;

    /// <summary>What multiplies the mixed values entry by entry; none for no gate.</summary>
    public TokenGate? Gate { get; init; }

    /// <summary>The same layer with another λ.</summary>
    /// <param name="skipStrength">λ, finite.</param>
    /// <returns>A new layer.</returns>
    public LambdaSkipLayer WithSkip(double skipStrength) => new(this, skipStrength);

    /// <summary>The branch E = M(Y)·Y·C_V, gated if there is a gate.</summary>
    /// <param name="tokens">Y, shape [tokens, width], finite entries.</param>
    /// <returns>Shape [tokens, width].</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public Matrix<double> Branch(Matrix<double> tokens)
    {
        var mixed = Mixed(tokens);
        return Gate is null ? mixed : mixed.PointwiseMultiply(Gate.Of(tokens));
    }

    /// <summary>Tokens after the layer.</summary>
    /// <param name="tokens">Y, shape [tokens, width], finite entries.</param>
    /// <returns>Shape [tokens, width]; rows of length ρ if there is LN.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, an entry is not finite, or a row is zero before LN, as for λ = −1
    /// where the branch returns a token unchanged.</exception>
    public Matrix<double> Next(Matrix<double> tokens) => Normalised(Branch(tokens) + (SkipStrength * tokens));

    /// <summary>Rows scaled to length ρ; the matrix itself if there is no LN.</summary>
    /// <param name="tokens">Shape [tokens, width], finite entries, no row of zeros if there is LN.</param>
    /// <returns>Shape [tokens, width].</returns>
    /// <exception cref="ArgumentException">A row is zero, or an entry is not finite.</exception>
    public Matrix<double> Normalised(Matrix<double> tokens) =>
        RowLength is { } length ? length * SphereProjection.OfReference(tokens) : tokens;

    /// <summary>
    /// Runs layers that are all this one. Without LN it stops before the norm leaves [1e-100, 1e100], and the run says so.
    /// </summary>
    /// <param name="start">Y before the first layer, shape [tokens, width], finite entries; not normalised here.</param>
    /// <param name="layers">At least 0.</param>
    /// <param name="cancel">Looked at before every layer.</param>
    /// <returns>All tokens and what is measured on them.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Next"/>, or fewer than 0 layers.</exception>
    public LambdaSkipRun Run(Matrix<double> start, int layers, CancellationToken cancel = default)
    {
        Guard.Finite(start, nameof(start));
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth; 0 only measures the start.");
        var tokens = new List<Matrix<double>>(layers + 1) { start.Clone() };
        for (var layer = 0; layer < layers; layer++)
        {
            cancel.ThrowIfCancellationRequested();
            var next = Next(tokens[layer]);
            if (!LambdaSkipRun.InRange(next)) return new LambdaSkipRun(tokens, leftRange: true);
            tokens.Add(next);
        }

        return new LambdaSkipRun(tokens, leftRange: false);
    }

    internal Matrix<double> Mixed(Matrix<double> tokens)
    {
        var mixed = Mixing.MixingMatrix(tokens) * tokens;
        if (Value is not { } value) return mixed;
        if (value.RowCount == tokens.ColumnCount) return mixed * value;
        throw new ArgumentException(
            $"The tokens had width {tokens.ColumnCount}; C_V has shape [{value.RowCount}, {value.RowCount}]. Rows are tokens.", nameof(tokens));
    }
}
