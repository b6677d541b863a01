using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// The stochastic differential equation, in the sense of Itô, that the token covariance of a shaped network obeys when depth and
/// width grow together: dV = b(V) dt + Σ(V)^½ dB, time = layers/width. Immutable and safe for several threads.
/// </summary>
/// <remarks>
/// Convergence is local: paths are compared until the norm first passes a level. Nothing is claimed for a number of tokens that
/// grows with the width, for LayerNorm, or for trained weights. The limit does not depend on the dimension of keys.
/// </remarks>
/// <source paper="noci2023" item="covariance SDE of shaped attention">Constants remembered and confirmed by an independent
/// derivation and by Monte Carlo; the matrix form, the factorised noise and the determinant law are derived here.</source>
public sealed partial class CovarianceSde
{
    private CovarianceSde(string name) => Name = name;

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>ς², variance of the linear part of the noise: γ²(2 − γ²) for attention, 2γ² more for an MLP branch.</summary>
    public double LinearVariance { get; private init; }

    /// <summary>γ²/τ₀², the strength of the drift of attention; 0 at infinite temperature.</summary>
    public double AttentionDrift { get; private init; }

    /// <summary>γ²/(τ₀·√H), the amplitude of attention's own noise before it is divided by the number of tokens.</summary>
    public double AttentionNoise { get; private init; }

    /// <summary>The activation of the MLP; null without one.</summary>
    public ShapedActivation? Activation { get; private init; }

    /// <summary>The weight of the MLP's drift: γ² behind a skip path, 1 without.</summary>
    public double ActivationWeight { get; private init; }

    /// <summary>Layers of shaped attention with a skip path, λ² + γ² = 1.</summary>
    /// <param name="branchStrength">γ in [0, 1].</param>
    /// <param name="temperature">τ₀ above 0; positive infinity switches the scores off.</param>
    /// <param name="heads">H, at least 1: each head writes to n/H of the value columns. Divides the noise of attention, nothing else.</param>
    /// <returns>The equation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter outside its range.</exception>
    /// <source paper="noci2023" item="covariance SDE of shaped attention">One head in the paper; several are derived here.</source>
    public static CovarianceSde ShapedAttention(double branchStrength, double temperature, int heads = 1)
    {
        var square = Square(branchStrength);
        var hot = Temperature(temperature);
        Guard.AtLeast(heads, 1, nameof(heads), "Use 1 for a single head.");
        return new CovarianceSde("shaped attention")
        {
            LinearVariance = square * (2 - square),
            AttentionDrift = square / (hot * hot),
            AttentionNoise = square / (hot * Math.Sqrt(heads)),
        };
    }

    /// <summary>An MLP without skip path, one weight matrix per layer.</summary>
    /// <param name="activation">A shaped ReLU or a smooth shaped activation.</param>
    /// <returns>The equation, ς² = 1.</returns>
    /// <source paper="noci2023" item="MLP limit">Due to Li, Nica, Roy, arXiv 2206.02768.</source>
    public static CovarianceSde Perceptron(ShapedActivation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return new CovarianceSde("shaped MLP") { LinearVariance = 1, Activation = activation, ActivationWeight = 1 };
    }

    /// <summary>The full block: shaped attention, then a shaped ReLU MLP with two weight matrices, both behind skip paths.</summary>
    /// <param name="branchStrength">γ in [0, 1], for both branches.</param>
    /// <param name="temperature">τ₀ above 0; positive infinity switches the scores off.</param>
    /// <param name="activation">The shaped ReLU.</param>
    /// <returns>The equation, ς² = γ²(4 − γ²); one unit of layers is one block.</returns>
    /// <source paper="noci2023" item="full block">The structure is the paper's as remembered, the constants are derived here.</source>
    public static CovarianceSde Block(double branchStrength, double temperature, ShapedRelu activation) =>
        ShapedAttention(branchStrength, temperature).FollowedBy(activation, branchStrength);

    /// <summary>The same attention followed by an MLP branch with a strength of its own.</summary>
    /// <param name="activation">The shaped ReLU.</param>
    /// <param name="branchStrength">γ₂ in [0, 1].</param>
    /// <returns>Adds 2γ₂² to ς² and γ₂² times the MLP's drift.</returns>
    /// <exception cref="InvalidOperationException">There is an MLP already.</exception>
    /// <source paper="noci2023" item="full block">Derived here: γ₂⁴ from the inner weights, 2λ₂²γ₂² + γ₂⁴ from the outer ones.</source>
    public CovarianceSde FollowedBy(ShapedRelu activation, double branchStrength)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (Activation is not null)
            throw new InvalidOperationException($"The {Name} has an MLP already; a block has one. Start from CovarianceSde.ShapedAttention.");
        var square = Square(branchStrength);
        return new CovarianceSde("full block")
        {
            LinearVariance = LinearVariance + (2 * square),
            AttentionDrift = AttentionDrift,
            AttentionNoise = AttentionNoise,
            Activation = activation,
            ActivationWeight = square,
        };
    }

    /// <summary>The drift b(V) in O(m²).</summary>
    /// <param name="covariance">V, shape [tokens, tokens], symmetric.</param>
    /// <returns>Shape [tokens, tokens], symmetric, per unit of time.</returns>
    /// <exception cref="ArgumentException">Not symmetric or not finite.</exception>
    /// <source paper="noci2023" item="drift">Matrix form derived here: γ²/(τ₀²m)·(‖V_c‖²/m·V + (v·hᵀ + h·vᵀ)/2),
    /// h = V·(g − mean g), v and g the diagonals of V and V_c.</source>
    public Matrix<double> Drift(Matrix<double> covariance)
    {
        var centred = TokenCovariance.Centred(covariance);
        var tokens = covariance.RowCount;
        var deviation = centred.Diagonal() - (centred.Trace() / tokens);
        var pull = covariance * deviation;
        var stretch = Math.Pow(centred.FrobeniusNorm(), 2) / tokens;
        return Matrix<double>.Build.Dense(tokens, tokens, (i, j) =>
            (AttentionDrift / tokens * ((stretch * covariance.At(i, j))
                + (0.5 * ((covariance.At(i, i) * pull[j]) + (covariance.At(j, j) * pull[i])))))
            + PerceptronDrift(covariance, i, j));
    }

    /// <summary>Drift and variance per unit of time of log det V, for a V that is positive definite.</summary>
    /// <param name="covariance">V, shape [tokens, tokens], positive definite.</param>
    /// <returns>Both in nats per unit of time.</returns>
    /// <remarks>Without an MLP no inverse of V appears, so log det V stays finite as long as V does: paths stay positive definite
    /// until they explode, and a simulated V that is not is an artefact of the step.</remarks>
    /// <exception cref="ArgumentException">V is not positive definite.</exception>
    /// <source paper="noci2023" item="log-determinant">Derived here; not known to be in the paper.</source>
    public (double Drift, double Variance) LogDeterminant(Matrix<double> covariance)
    {
        // The law holds on positive definite matrices only; the factor itself is not needed.
        _ = TokenCovariance.Factor(covariance);
        var centred = TokenCovariance.Centred(covariance);
        var tokens = covariance.RowCount;
        var square = Math.Pow(centred.FrobeniusNorm(), 2);
        var tilt = covariance.Diagonal() * (centred.Diagonal() - (centred.Trace() / tokens));
        var noise = AttentionNoise * AttentionNoise / (tokens * tokens) * square;
        var drift = (AttentionDrift / tokens * (square + tilt))
            - (tokens * (tokens + 1) / 2.0 * LinearVariance) - ((tokens + 1) * noise);
        if (Activation is not null)
        {
            var pulled = Matrix<double>.Build.Dense(tokens, tokens, (i, j) => PerceptronDrift(covariance, i, j));
            drift += covariance.Solve(pulled).Trace();
        }

        return (drift, (2 * tokens * LinearVariance) + (4 * noise));
    }

    /// <summary>One line.</summary>
    /// <returns>Name and constants.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Name}: linear variance {LinearVariance:0.####}, attention drift {AttentionDrift:0.####}, attention noise {AttentionNoise:0.####}");

    private static double Square(double branchStrength)
    {
        Guard.Within(branchStrength, 0, 1, nameof(branchStrength), "The skip path has the strength √(1 − γ²). Use 1 for no skip path.");
        return branchStrength * branchStrength;
    }

    private static double Temperature(double temperature) => temperature > 0
        ? temperature
        : throw new ArgumentOutOfRangeException(nameof(temperature), FormattableString.Invariant(
            $"temperature was {temperature}; it must be above 0. Use double.PositiveInfinity to switch the scores off."));

    private double PerceptronDrift(Matrix<double> covariance, int i, int j) => Activation is null
        ? 0
        : ActivationWeight * Activation.Drift(covariance.At(i, i), covariance.At(j, j), covariance.At(i, j));
}
