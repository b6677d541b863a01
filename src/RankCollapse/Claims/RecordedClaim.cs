namespace RankCollapse.Claims;

/// <summary>A claim as a run recorded it, and where it was made.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Notebook">The notebook's file name without its ending.</param>
/// <param name="Cell">The id of the cell.</param>
/// <param name="Number">The number in brackets beside the cell; 0 where it is not known.</param>
public sealed record RecordedClaim(Claim Claim, string Notebook, string Cell, int Number)
{
    /// <summary>The way to the cell, relative to the notebooks folder. Jupyter goes to the cell; elsewhere the notebook opens, and the number helps.</summary>
    public string Link => $"{Notebook}.ipynb#cell-id={Cell}";

    /// <summary>Two digits of the notebook and the cell's number, as in <c>04 [12]</c>.</summary>
    public string Place => $"{Notebook.Split('-')[0]} [{Number}]";

    /// <summary>See <see cref="ClaimMargin"/>.</summary>
    public double? Margin => ClaimMargin.Of(Claim);
}
