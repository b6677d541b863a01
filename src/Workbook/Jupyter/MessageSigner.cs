using System.Security.Cryptography;

namespace Workbook.Jupyter;

/// <summary>Signs messages, and tells signed from unsigned, wrongly signed and replayed ones.</summary>
/// <remarks>The last <see cref="Remembered"/> signatures are kept, so that memory stays bounded. Checks are made by one thread; signing by any.</remarks>
internal sealed class MessageSigner(byte[] key)
{
    /// <summary>How many accepted messages are remembered against replays: 12 MB at most, more than a day of work.</summary>
    public const int Remembered = 65_536;

    private readonly HashSet<string> seen = [];
    private readonly Queue<string> order = [];

    /// <summary>The signature of a message's header, parent header, metadata and content: 64 hexadecimal digits.</summary>
    public byte[] Sign(params IEnumerable<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts) hash.AppendData(part);
        return System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Checks a signature, in a time that does not depend on where it is wrong.</summary>
    /// <returns>Null when the message may be taken; otherwise why not: <c>unsigned</c>, <c>wrongly signed</c> or <c>replayed</c>.</returns>
    public string? Refuse(byte[] signature, params IEnumerable<byte[]> parts)
    {
        if (signature.Length == 0) return "unsigned";
        if (!CryptographicOperations.FixedTimeEquals(signature, Sign(parts))) return "wrongly signed";
        var text = System.Text.Encoding.ASCII.GetString(signature);
        if (!seen.Add(text)) return "replayed";
        order.Enqueue(text);
        if (order.Count > Remembered) seen.Remove(order.Dequeue());
        return null;
    }
}
