using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Tests.Theory.ShapedAttention;

/// <summary>Reference values of the topic and the closed-form inputs that its file defines.</summary>
internal static class Oracle
{
    private static readonly JsonElement File = ReferenceValues.Of("shaped-transformer-sde").GetProperty("cases");

    public static JsonElement Of(string name) => File.GetProperty(name);

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static int Integer(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    /// <summary>V(m, k) of the reference file.</summary>
    public static Matrix<double> Covariance(int m, double k)
    {
        var x = Matrix<double>.Build.Dense(m, 7, (i, j) => Math.Sin(1 + (7 * i) + (k * j)) + (0.3 * Math.Cos(i + j)));
        return (x * x.Transpose() / 7) + (0.1 * Matrix<double>.Build.DenseIdentity(m));
    }

    public static Matrix<double> Normals(int m) => Matrix<double>.Build.Dense(m, m, (i, j) => Math.Sin(2 + (3 * i) + (5 * j)));

    public static Matrix<double> OtherNormals(int m) => Matrix<double>.Build.Dense(m, m, (i, j) => Math.Cos(1 + (4 * i) + (3 * j)));

    /// <summary>A random covariance: Wishart with a few more degrees of freedom than tokens.</summary>
    public static Matrix<double> Random(int m, ulong seed)
    {
        var x = new RankCollapse.Randomness.RandomSource(seed).Stream("covariance").NormalMatrix(m, m + 3);
        return x * x.Transpose() / (m + 3);
    }
}
