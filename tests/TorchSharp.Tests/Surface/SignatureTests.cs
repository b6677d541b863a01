namespace TorchSharp.Tests.Surface;

public class SignatureTests
{
    private static readonly Dictionary<string, HashSet<string>> Listing = Read();

    private static Dictionary<string, HashSet<string>> Read()
    {
        var types = new Dictionary<string, HashSet<string>>();
        HashSet<string> members = [];
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "torchsharp-0.106-api.txt")))
        {
            if (line.StartsWith("TYPE ", StringComparison.Ordinal)) types[line] = members = [];
            else if (line.Length > 0) members.Add(line.Trim());
        }
        return types;
    }

    /// <summary>A property of the listing may have more accessors than ours: code that compiles with ours compiles with both.</summary>
    private static bool IsListed(HashSet<string> listed, string member)
    {
        var parts = member.Split('\t');
        return parts.Length == 1 ? listed.Contains(member) : listed.Any(l => l.StartsWith(parts[0] + " ", StringComparison.Ordinal) && parts[1..].All(l.Split(']')[^1].Contains));
    }

    [Fact]
    public void Every_public_member_is_one_of_TorchSharp_with_the_same_signature()
    {
        var unknown = new List<string>();
        foreach (var type in typeof(torch).Assembly.GetExportedTypes())
        {
            if (!Listing.TryGetValue(Signature.OfType(type), out var listed)) unknown.Add(Signature.OfType(type));
            else unknown.AddRange(Signature.Members(type).Where(m => !IsListed(listed, m)).Select(m => $"{type.FullName}: {m}"));
        }
        Assert.True(unknown.Count == 0, $"{unknown.Count} members are not in TorchSharp 0.106:\n" + string.Join("\n", unknown));
    }

    [Fact]
    public void A_member_that_TorchSharp_lacks_would_be_found()
    {
        var listed = Listing[Signature.OfType(typeof(torch.Tensor))];
        Assert.True(IsListed(listed, "M Tensor clone()"));
        Assert.False(IsListed(listed, "M Tensor clone(bool deep=False)"));
        Assert.True(IsListed(listed, "P long[] shape[]\tget"));
        Assert.False(IsListed(listed, "P long[] shape[]\tget\tset"));
    }
}
