using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Frequency;

namespace RankCollapse.Tests.Theory.Frequency;

public class ReweightingTests
{
    private static readonly Matrix<double> Values = FrequencyOracle.Sine(6, 4, 0.9, 0.6, 1.1);

    private static readonly AttentionReweighting[] Omega =
        [new() { HighPass = 0.3, DcColumns = 0.5 }, new() { HighPass = -0.2, DcColumns = 0.1 }];

    private static Matrix<double> Joined(Func<int, Matrix<double>> attention)
    {
        var result = Matrix<double>.Build.Dense(6, 4);
        for (var h = 0; h < 2; h++) result.SetSubMatrix(0, 2 * h, attention(h) * Values.SubMatrix(0, 6, 2 * h, 2));
        return result;
    }

    [Fact]
    public void Both_conventions_have_the_reference_outputs_and_row_sums()
    {
        var expected = FrequencyOracle.Outputs("reweight");
        Close.To(expected.GetProperty("output").Matrix(), Joined(h => Omega[h].Matrix(FrequencyOracle.Heads[h], 4, 5)), 1e-9);
        Close.To(expected.GetProperty("output_literal_(w2+1)").Matrix(), Joined(h => Omega[h].Literal(FrequencyOracle.Heads[h], 4, 5)), 1e-9);
        for (var h = 0; h < 2; h++)
        {
            var sums = Omega[h].Matrix(FrequencyOracle.Heads[h], 4, 5).RowSums();
            foreach (var (want, got) in expected.GetProperty("row_sums").Matrix().Row(h).Zip(sums)) Close.To(want, got, 1e-9);
        }
    }

    [Fact]
    public void Kernel_friendly_form_is_the_product_with_the_matrix()
    {
        foreach (var (omega, attention) in Omega.Zip(FrequencyOracle.Heads))
        {
            var dcShare = attention.SubMatrix(0, 6, 4, 2) * Values.SubMatrix(4, 2, 0, 4);
            Close.To(omega.Matrix(attention, 4, 5) * Values, omega.Output(attention * Values, Values, dcShare), 1e-12);
        }
    }

    [Fact]
    public void Zero_omegas_change_nothing_but_in_the_literal_form()
    {
        var none = new AttentionReweighting();
        var attention = FrequencyOracle.Heads[0];
        Close.To(attention, none.Matrix(attention, 4, 5), 1e-15);
        var literal = none.Literal(attention, 4, 5);
        for (var i = 0; i < 6; i++) Close.To(1 + attention[i, 4] + attention[i, 5], literal.Row(i).Sum(), 1e-14);
    }

    [Fact]
    public void Without_dc_tokens_the_high_part_scales_the_mean_moves_and_eigenvalues_but_the_first_scale()
    {
        var omega = new AttentionReweighting { HighPass = 0.4 };
        var (attention, x) = (FrequencyOracle.Heads[0], FrequencyOracle.Tokens);
        var changed = omega.Matrix(attention);
        Close.To(1.4 * CentredTokens.From(attention * x).Centred, CentredTokens.From(changed * x).Centred, 1e-12);
        var j = Matrix<double>.Build.Dense(6, 6, 1.0 / 6);
        Close.To((j * x) + (1.4 * ((j * attention * x) - (j * x))), j * changed * x, 1e-12);
        double[] Moduli(Matrix<double> a) => [.. a.Evd().EigenValues.Select(v => v.Magnitude).Order()];
        var (before, after) = (Moduli(attention), Moduli(changed));
        Close.To(1, after.MinBy(v => Math.Abs(v - 1)), 1e-12);
        double[] scaled = [.. before.Where(v => Math.Abs(v - 1) > 1e-9).Select(v => 1.4 * v).Append(1).Order()];
        foreach (var (want, got) in scaled.Zip(after)) Close.To(want, got, 1e-9);
    }

    [Fact]
    public void Feature_scaling_acts_on_both_parts_channel_by_channel()
    {
        var y = FrequencyOracle.Tokens;
        Close.To(y, AttentionReweighting.FeatScale(y, new double[4], new double[4]), 1e-15);
        var scaled = AttentionReweighting.FeatScale(y, [1, 0, 0, 0], [0, 2, 0, 0]);
        Close.To(2 * y.Column(0).Average(), scaled.Column(0).Average(), 1e-14);
        Close.To(3 * TokenResidual.Absolute(y.SubMatrix(0, 6, 1, 1)), TokenResidual.Absolute(scaled.SubMatrix(0, 6, 1, 1)), 1e-12);
        Close.To(y.SubMatrix(0, 6, 2, 2), scaled.SubMatrix(0, 6, 2, 2), 1e-15);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith("HighPass was NaN; it must be finite.", Assert.Throws<ArgumentOutOfRangeException>(() => new AttentionReweighting { HighPass = double.NaN }).Message);
        Assert.StartsWith("DC tokens were [6]; they must be from 0 to 5.", Assert.Throws<ArgumentException>(() => new AttentionReweighting().Matrix(FrequencyOracle.Heads[0], 6)).Message);
    }
}
