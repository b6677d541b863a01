using System.Text;
using System.Text.Json.Nodes;
using Workbook.Jupyter;
using Workbook.Kernel;

namespace Workbook.Tests.Jupyter;

public class MessageSignerTests
{
    private static readonly byte[] Key = "Jefe"u8.ToArray();

    [Fact]
    public void The_signature_is_that_of_RFC_4231()
    {
        // Test case 2 of RFC 4231, its text in parts.
        byte[][] parts = ["what do ya "u8.ToArray(), "want for"u8.ToArray(), " "u8.ToArray(), "nothing?"u8.ToArray()];
        Assert.Equal("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Encoding.ASCII.GetString(new MessageSigner(Key).Sign(parts)));
    }

    [Fact]
    public void A_signed_message_is_taken_once()
    {
        var signer = new MessageSigner(Key);
        byte[] part = [1, 2, 3];
        var signature = signer.Sign(part);
        Assert.Null(signer.Refuse(signature, part));
        Assert.Equal("replayed", signer.Refuse(signature, part));
    }

    [Fact]
    public void Unsigned_and_wrongly_signed_messages_are_told_apart()
    {
        var signer = new MessageSigner(Key);
        byte[] part = [1, 2, 3];
        Assert.Equal("unsigned", signer.Refuse([], part));
        Assert.Equal("wrongly signed", signer.Refuse(new MessageSigner([1]).Sign(part), part));
        Assert.Equal("wrongly signed", signer.Refuse(signer.Sign(part)[..63], part));
        Assert.Equal("wrongly signed", signer.Refuse(signer.Sign([1, 2, 4]), part));
    }

    [Fact]
    public void Signatures_are_forgotten_only_after_as_many_as_are_remembered()
    {
        var signer = new MessageSigner(Key);
        Assert.Null(signer.Refuse(signer.Sign([0]), [0]));
        for (var i = 1; i < MessageSigner.Remembered; i++)
        {
            var part = BitConverter.GetBytes(i);
            Assert.Null(signer.Refuse(signer.Sign(part), part));
        }
        Assert.Equal("replayed", signer.Refuse(signer.Sign([0]), [0]));
        Assert.Null(signer.Refuse(signer.Sign([9]), [9]));
        Assert.Null(signer.Refuse(signer.Sign([0]), [0]));
    }

    [Fact]
    public void A_message_is_read_as_it_was_written_and_its_reply_goes_back_to_the_sender()
    {
        var sent = LineMessage.Create("shell", "execute_request", new JsonObject { ["code"] = "1 + 1 // π" }) with { Route = [[7, 8]] };
        var read = new WireFormat(new MessageSigner(Key)).Read("shell", [.. new WireFormat(new MessageSigner(Key)).Write(sent)], out var refusal)!;
        Assert.Null(refusal);
        Assert.Equal("1 + 1 // π", read.Text("code"));
        var reply = new WireFormat(new MessageSigner(Key)).Write(read.Reply(new JsonObject { ["status"] = "ok" }));
        Assert.Equal([7, 8], reply[0]);
        Assert.Contains("\"execute_reply\"", Encoding.UTF8.GetString(reply[3]));
        Assert.Contains(sent.Id, Encoding.UTF8.GetString(reply[4]));
    }

    [Fact]
    public void A_message_without_its_parts_is_malformed()
    {
        var format = new WireFormat(new MessageSigner(Key));
        var parts = format.Write(LineMessage.Create("shell", "execute_request", []));
        Assert.Null(format.Read("shell", [.. parts[..^1]], out var refusal));
        Assert.Equal("malformed", refusal);
        Assert.Null(format.Read("shell", [.. parts[1..]], out refusal));
        Assert.Equal("malformed", refusal);
    }
}
