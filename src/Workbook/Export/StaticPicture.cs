namespace Workbook.Export;

/// <summary>What became of one figure.</summary>
/// <param name="Png">The picture; null when it could not be drawn.</param>
/// <param name="Problem">Why there is no picture; null when there is one.</param>
internal sealed record StaticPicture(byte[]? Png, string? Problem);

/// <summary>What became of all figures of a run.</summary>
/// <param name="Pictures">One for each figure, in their order.</param>
/// <param name="LeftOut">
/// Set when nothing could be drawn because a tool is missing: a sentence that says so and how to get the tool. Null otherwise.
/// </param>
internal sealed record StaticPictureSet(IReadOnlyList<StaticPicture> Pictures, string? LeftOut)
{
    /// <summary>One line for each figure that was not drawn, or the one reason for all of them.</summary>
    public IEnumerable<string> Problems => LeftOut is not null
        ? [LeftOut]
        : Pictures.Select((picture, index) => (picture.Problem, Number: index + 1))
            .Where(picture => picture.Problem is not null)
            .Select(picture => $"Figure {picture.Number} has no static picture: {picture.Problem}");
}
