using System.Collections.Immutable;

namespace RankCollapse.Models.Data;

/// <summary>A pair of IDX files, images and labels, as Fashion-MNIST and MNIST are published: 28 × 28 grey pixels, ten classes.</summary>
internal sealed record IdxImages
{
    public const int Side = 28;

    public required string Title { get; init; }

    public required ImageOrigin Origin { get; init; }

    /// <summary>"train" or "t10k", by which the names of the files begin.</summary>
    public required string Prefix { get; init; }

    public required int Count { get; init; }

    public required string Remedy { get; init; }

    /// <summary>SHA-256 of the unpacked files; empty when none is published that we could confirm.</summary>
    public string ImageChecksum { get; init; } = "";

    public string LabelChecksum { get; init; } = "";

    /// <summary>How often each label must appear.</summary>
    public required ImmutableArray<int> LabelCounts { get; init; }

    /// <summary>Finds, reads and checks both files.</summary>
    /// <exception cref="FileNotFoundException">A file is in none of the folders.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public ImageSet Load(IReadOnlyCollection<string> folders)
    {
        var images = Read("images-idx3-ubyte", folders, [Count, Side, Side], ImageChecksum);
        var labels = Read("labels-idx1-ubyte", folders, [Count], LabelChecksum);
        var numbers = new int[Count];
        var counts = new int[LabelCounts.Length];
        for (var i = 0; i < Count; i++)
        {
            numbers[i] = labels.File.Content[i];
            if (numbers[i] >= counts.Length)
                throw new InvalidDataException($"{labels.Path}: label {i} is {numbers[i]}; expected 0 to {counts.Length - 1}. {Remedy}");
            counts[numbers[i]]++;
        }

        if (!counts.AsSpan().SequenceEqual(LabelCounts.AsSpan()))
        {
            throw new InvalidDataException(
                $"{labels.Path} is not of {Title}: its labels appear {string.Join(" ", counts)} times; "
                + $"expected {string.Join(" ", LabelCounts)}. Another set has files of the same names. {Remedy}");
        }

        return ImageSet.Owning(Origin, new ImageShape(1, Side, Side), images.File.Content.ToArray(), numbers);
    }

    private (IdxFile File, string Path) Read(string suffix, IReadOnlyCollection<string> folders, int[] shape, string checksum)
    {
        var name = $"{Prefix}-{suffix}";
        var path = DataFiles.Find(name, folders) ?? throw DataFiles.Missing(Title, $"{name}.gz or {name}", folders, Remedy);
        var content = DataFiles.Read(path);
        var file = IdxFile.Parse(content, path);
        if (file.Element != IdxElement.UnsignedByte || !file.Dimensions.AsSpan().SequenceEqual(shape))
        {
            throw new InvalidDataException(
                $"{path} is not of {Title}: it holds shape [{string.Join(", ", file.Dimensions)}] of {file.Element}; "
                + $"expected [{string.Join(", ", shape)}] of {IdxElement.UnsignedByte}. {Remedy}");
        }

        if (checksum.Length > 0) DataFiles.Verify(content, path, checksum, Remedy);
        return (file, path);
    }
}
