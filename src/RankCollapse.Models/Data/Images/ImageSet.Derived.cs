namespace RankCollapse.Models.Data;

/// <summary>Sets made from other sets: fewer, smaller or colourless images.</summary>
public sealed partial class ImageSet
{
    /// <summary>The first images, in their order.</summary>
    /// <param name="count">From 1 to Count.</param>
    /// <returns>A set with the same classes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More than there are, or none.</exception>
    public ImageSet Take(int count)
    {
        Require.Portion(count, Count, "images");
        return new ImageSet(Origin, Shape, pixels[..(count * Shape.Size)], labels[..count]);
    }

    /// <summary>Some images, in the order given.</summary>
    /// <param name="indices">At least one image number; repetitions are allowed.</param>
    /// <returns>A set with the same classes.</returns>
    /// <exception cref="ArgumentException">No indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ImageSet Select(ReadOnlySpan<int> indices)
    {
        var chosen = new byte[indices.Length * Shape.Size];
        var chosenLabels = new int[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            Image(indices[i]).CopyTo(chosen.AsSpan(i * Shape.Size));
            chosenLabels[i] = labels[indices[i]];
        }

        return new ImageSet(Origin, Shape, chosen, chosenLabels);
    }

    /// <summary>Smaller images: each pixel is the rounded mean of a block.</summary>
    /// <param name="factor">Side of the block; it must divide height and width.</param>
    /// <returns>Shape [channels, height / factor, width / factor].</returns>
    /// <exception cref="ArgumentException">The factor does not divide the sides.</exception>
    public ImageSet Shrink(int factor)
    {
        if (factor < 1 || Shape.Height % factor != 0 || Shape.Width % factor != 0)
        {
            throw new ArgumentException(
                $"factor was {factor}; it must divide the height {Shape.Height} and the width {Shape.Width}. Use a common divisor of both.",
                nameof(factor));
        }

        var shape = Shape with { Height = Shape.Height / factor, Width = Shape.Width / factor };
        var small = new byte[Count * shape.Size];
        for (var to = 0; to < small.Length; to++)
        {
            var (plane, row, column) = (to / shape.Area, to % shape.Area / shape.Width, to % shape.Width);
            var corner = (plane * Shape.Area) + (row * factor * Shape.Width) + (column * factor);
            var sum = 0;
            for (var i = 0; i < factor; i++)
            {
                for (var j = 0; j < factor; j++) sum += pixels[corner + (i * Shape.Width) + j];
            }

            small[to] = (byte)((sum + (factor * factor / 2)) / (factor * factor));
        }

        return new ImageSet(Origin, shape, small, (int[])labels.Clone());
    }

    /// <summary>Larger images: a frame of black pixels on all sides.</summary>
    /// <param name="border">Width of the frame, at least 0.</param>
    /// <returns>Shape [channels, height + 2 border, width + 2 border].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative width.</exception>
    public ImageSet Framed(int border)
    {
        Require.AtLeast(border, 0, "It is a number of pixels.", nameof(border));
        var shape = Shape with { Height = Shape.Height + (2 * border), Width = Shape.Width + (2 * border) };
        var framed = new byte[Count * shape.Size];
        for (var line = 0; line < Count * Shape.Channels * Shape.Height; line++)
        {
            var (plane, row) = (line / Shape.Height, line % Shape.Height);
            pixels.AsSpan(line * Shape.Width, Shape.Width).CopyTo(framed.AsSpan((plane * shape.Area) + ((row + border) * shape.Width) + border));
        }

        return new ImageSet(Origin, shape, framed, (int[])labels.Clone());
    }

    /// <summary>Colour images as brightness, 0.299 red + 0.587 green + 0.114 blue, rounded.</summary>
    /// <returns>Shape [1, height, width]; a grey set is returned as it is.</returns>
    /// <exception cref="InvalidOperationException">The images have neither one nor three channels.</exception>
    /// <source paper="itu601" item="luma">The weights of ITU-R BT.601, as grey CIFAR-10 is usually made.</source>
    public ImageSet Grey()
    {
        if (Shape.Channels == 1) return this;
        if (Shape.Channels != 3)
        {
            throw new InvalidOperationException(
                $"The images had {Shape.Channels} channels; brightness is defined for 1 or 3. Use it on red, green and blue.");
        }

        var grey = new byte[Count * Shape.Area];
        for (var to = 0; to < grey.Length; to++)
        {
            var red = (to / Shape.Area * Shape.Size) + (to % Shape.Area);
            var (green, blue) = (red + Shape.Area, red + (2 * Shape.Area));
            grey[to] = (byte)(((299 * pixels[red]) + (587 * pixels[green]) + (114 * pixels[blue]) + 500) / 1000);
        }

        return new ImageSet(Origin, Shape with { Channels = 1 }, grey, (int[])labels.Clone());
    }
}
