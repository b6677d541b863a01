using RankCollapse.Models.Data;

namespace RankCollapse.Models.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("plain", false)]
    [InlineData("packed.gz", true)]
    [InlineData("packed-under-a-plain-name", true)]
    public void A_file_is_read_plain_or_packed_whatever_its_name(string name, bool packed)
    {
        var content = Content.Idx(0x08, [2, 3], [1, 2, 3, 4, 5, 255]);
        var file = IdxFile.Read(folder.Write(name, packed ? Content.Compressed(content) : content));
        Assert.Equal(IdxElement.UnsignedByte, file.Element);
        Assert.Equal([2, 3], file.Dimensions);
        Assert.Equal([1, 2, 3, 4, 5, 255], file.Content.ToArray());
    }

    [Fact]
    public void Wider_numbers_count_their_bytes()
    {
        var file = IdxFile.Read(folder.Write("ints", Content.Idx(0x0C, [2], [0, 0, 0, 1, 255, 255, 255, 255])));
        Assert.Equal(IdxElement.Int, file.Element);
        Assert.Equal(8, file.Content.Length);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8 }, "it has 3 bytes; expected at least 4")]
    [InlineData(new byte[] { 80, 75, 8, 1, 0, 0, 0, 1, 7 }, "it begins with the bytes 50 4B; expected 00 00")]
    [InlineData(new byte[] { 0, 0, 7, 1, 0, 0, 0, 1, 7 }, "its element type is 0x07; expected one of 08, 09, 0B, 0C, 0D, 0E")]
    [InlineData(new byte[] { 0, 0, 8, 0 }, "it has 0 dimensions; expected at least 1")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1 }, "it has 8 bytes; expected at least 16, the length of a header with 3 dimensions")]
    [InlineData(new byte[] { 0, 0, 8, 1, 255, 255, 255, 255 }, "dimension 0 is -1; expected a number of at least 0")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 3, 1, 2 }, "it has 10 bytes: it is truncated; expected 11 for shape [3] of UnsignedByte")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 1, 2 }, "it has 10 bytes: something follows the numbers; expected 9 for shape [1] of UnsignedByte")]
    [InlineData(new byte[] { 0, 0, 8, 2, 127, 255, 255, 255, 127, 255, 255, 255 }, "it has 12 bytes: it is truncated")]
    public void A_spoiled_file_names_itself_and_says_what_was_found_and_expected(byte[] content, string message)
    {
        var path = folder.Write("spoiled-idx3-ubyte", content);
        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path));
        Assert.StartsWith($"{path} is not a whole IDX file: {message}", error.Message);
        Assert.EndsWith("Fetch it again.", error.Message);
    }

    [Fact]
    public void A_packed_file_that_ends_early_is_refused()
    {
        var numbers = new byte[5000];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = (byte)((i * i) + (i >> 3));
        var whole = Content.Compressed(Content.Idx(0x08, [numbers.Length], numbers));
        var path = folder.Write("short.gz", whole[..(whole.Length / 2)]);
        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path));
        Assert.Contains(path, error.Message);
        Assert.Matches("could not be unpacked|truncated", error.Message);
    }

    [Fact]
    public void A_packed_file_with_one_wrong_byte_is_refused()
    {
        var packed = Content.Compressed(Content.Idx(0x08, [3], [1, 2, 3]));
        packed[^6] ^= 1; // the checksum that gzip keeps of the unpacked bytes
        var path = folder.Write("damaged.gz", packed);
        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path));
        Assert.Equal($"{path} could not be unpacked: its {packed.Length} bytes are not one whole gzip file. Fetch it again.", error.Message);
    }

    [Fact]
    public void A_missing_file_is_not_found() => Assert.Throws<FileNotFoundException>(() => IdxFile.Read(Path.Combine(folder.Root, "none")));
}
