namespace RankCollapse.Figures;

/// <summary>From where a sphere is seen, in orthographic projection: the half that faces the reader is drawn solid, the other half faint.</summary>
public sealed record SphereView
{
    /// <summary>Seen from 30° east of the first axis and 20° above the equator.</summary>
    public static SphereView Default { get; } = new();

    /// <summary>Degrees counter-clockwise from the first axis, as seen from above.</summary>
    public double Azimuth { get; init => field = Finite(value, nameof(Azimuth)); } = 30;

    /// <summary>Degrees above the equator, in [−90, 90].</summary>
    public double Elevation
    {
        get;
        init => field = value is >= -90 and <= 90 ? value : throw new ArgumentOutOfRangeException(
            nameof(Elevation), $"Elevation was {value}; it must be in [−90, 90] degrees. Use 90 to look down on the pole.");
    } = 20;

    /// <summary>Horizontal and vertical position on the page, and the depth towards the reader.</summary>
    internal (double Right, double Up, double Front) Project((double X, double Y, double Z) p)
    {
        var (sinA, cosA) = Math.SinCos(Azimuth * Math.PI / 180);
        var (sinE, cosE) = Math.SinCos(Elevation * Math.PI / 180);
        var towards = cosA * p.X + sinA * p.Y;
        return (cosA * p.Y - sinA * p.X, cosE * p.Z - sinE * towards, cosE * towards + sinE * p.Z);
    }

    private static double Finite(double value, string name) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} was {value}; it must be a finite number of degrees. Use 0 to look along the first axis.");
}
