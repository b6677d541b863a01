using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// The network itself, with weights, in plain matrices: slow, and what <see cref="ShapedChain"/> is compared with. One head. Immutable.
/// </summary>
/// <source paper="noci2023" item="the network at initialisation">X ← λ·X + γ·A·X·W^V/√n, Y = X·W^K·(X·W^Q)ᵀ/n.</source>
public sealed class ShapedNetwork
{
    private readonly ShapedChain pieces;

    /// <summary>The network that a chain stands for.</summary>
    /// <param name="pieces">Branch strength, width, keys, attention variant and MLP; one head.</param>
    /// <exception cref="ArgumentException">Several heads, or no attention.</exception>
    public ShapedNetwork(ShapedChain pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        if (pieces.Variant is not { Heads: 1 })
            throw new ArgumentException($"The chain had {pieces.Variant?.Heads ?? 0} heads; the network with weights has one. Use AttentionVariant.Shaped.", nameof(pieces));
        this.pieces = pieces;
    }

    /// <summary>Tokens of covariance V₀: √n·[L 0], shape [tokens, width]. General, for the network does not see rotations.</summary>
    /// <param name="covariance">V₀, shape [tokens, tokens], positive definite.</param>
    /// <returns>X.</returns>
    /// <exception cref="ArgumentException">V₀ is not positive definite.</exception>
    public Matrix<double> Tokens(Matrix<double> covariance)
    {
        var factor = TokenCovariance.Factor(covariance);
        var x = Matrix<double>.Build.Dense(covariance.RowCount, pieces.Width);
        x.SetSubMatrix(0, 0, Math.Sqrt(pieces.Width) * factor);
        return x;
    }

    /// <summary>The scores Y.</summary>
    /// <param name="tokens">X, shape [tokens, width].</param>
    /// <param name="weights">The weights of the layer.</param>
    /// <returns>Shape [tokens, tokens].</returns>
    public Matrix<double> Scores(Matrix<double> tokens, ShapedWeights weights)
    {
        RequireWidth(tokens);
        ArgumentNullException.ThrowIfNull(weights);
        return (tokens * weights.Key).TransposeAndMultiply(tokens * weights.Query) / pieces.Width;
    }

    /// <summary>One attention layer.</summary>
    /// <param name="tokens">X, shape [tokens, width].</param>
    /// <param name="weights">The weights of the layer.</param>
    /// <returns>X after it.</returns>
    public Matrix<double> Attention(Matrix<double> tokens, ShapedWeights weights)
    {
        var attention = pieces.Variant!.Matrix(Scores(tokens, weights), pieces.Variant.Amplitude(pieces.Width, pieces.Keys));
        return (pieces.SkipStrength * tokens)
            + (pieces.BranchStrength / Math.Sqrt(pieces.Width) * (attention * (tokens * weights.Value)));
    }

    /// <summary>The MLP branch of a block.</summary>
    /// <param name="tokens">Z, shape [tokens, width].</param>
    /// <param name="inner">W^pre, shape [width, width].</param>
    /// <param name="outer">W^post, shape [width, width].</param>
    /// <returns>λ·Z + γ·√(c/n)·σ(Z·W^pre/√n)·W^post.</returns>
    /// <exception cref="InvalidOperationException">The chain has no MLP.</exception>
    public Matrix<double> Perceptron(Matrix<double> tokens, Matrix<double> inner, Matrix<double> outer)
    {
        RequireWidth(tokens);
        if (pieces.Activation is null) throw new InvalidOperationException("The chain had no MLP. Give it a shaped ReLU.");
        var (positive, negative, gain) = pieces.Activation.AtWidth(pieces.Width);
        var neurons = (tokens * inner / Math.Sqrt(pieces.Width)).Map(x => x * (x > 0 ? positive : negative));
        return (pieces.SkipStrength * tokens) + (pieces.BranchStrength * Math.Sqrt(gain / pieces.Width) * (neurons * outer));
    }

    /// <summary>
    /// The draws that the chain would have needed for these weights: with X = √n·L·U, the factor of U·W^K is T_k, and so on. Feeding
    /// them to the chain gives the network's V, number by number.
    /// </summary>
    /// <param name="tokens">X, shape [tokens, width], of full row rank.</param>
    /// <param name="weights">The weights of the layer; keys at least as many as tokens.</param>
    /// <returns>The draws.</returns>
    /// <exception cref="ArgumentException">Fewer keys or features than needed.</exception>
    public ChainDraws DrawsOf(Matrix<double> tokens, ShapedWeights weights)
    {
        RequireWidth(tokens);
        ArgumentNullException.ThrowIfNull(weights);
        Guard.AtLeast(weights.Key.ColumnCount, tokens.RowCount, nameof(weights), "With fewer keys than tokens the key factor is not square.");
        var directions = Orthonormal(tokens).Rows;
        var (key, keyRows) = Orthonormal(directions * weights.Key);
        var query = keyRows * (directions * weights.Query).Transpose();
        var value = directions * weights.Value;
        var inside = value * directions.Transpose();
        return new ChainDraws(key, query, inside, Orthonormal(value - (inside * directions)).Lower);
    }

    /// <summary>M = T·Q with T lower triangular, positive diagonal, and orthonormal rows Q.</summary>
    private static (Matrix<double> Lower, Matrix<double> Rows) Orthonormal(Matrix<double> matrix)
    {
        var qr = matrix.Transpose().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        var signs = Matrix<double>.Build.DenseOfDiagonalVector(qr.R.Diagonal().Map(x => x < 0 ? -1.0 : 1));
        return ((signs * qr.R).Transpose(), signs * qr.Q.Transpose());
    }

    private void RequireWidth(Matrix<double> tokens)
    {
        Guard.Finite(tokens, nameof(tokens));
        if (tokens.ColumnCount == pieces.Width) return;
        throw new ArgumentException($"The tokens had {tokens.ColumnCount} features; the network has {pieces.Width}. Use Tokens(covariance) to make some.", nameof(tokens));
    }
}
