using System.Runtime.InteropServices;
using Workbook.Notebooks;

namespace Workbook.Jupyter;

/// <summary>The kinds of socket that a kernel has, by their numbers in the library.</summary>
internal enum ZmqSocketType
{
    /// <summary>Sends to everybody who listens.</summary>
    Publish = 1,

    /// <summary>Answers each message with one.</summary>
    Reply = 4,

    /// <summary>Speaks with many, each under its identity.</summary>
    Router = 6,
}

/// <summary>A socket of ZeroMQ; it belongs to the thread that made it.</summary>
internal sealed class ZmqSocket : IDisposable
{
    private const int Linger = 17, MaxMessageSize = 22, SendLimit = 23, RouterHandover = 56;
    private const int DontWait = 1, SendMore = 2;
    private const int LingerMilliseconds = 1000;
    private const long MaxFrameBytes = 256L << 20;

    /// <summary>A message of the protocol has six parts beside identities and buffers; what goes beyond this is not kept.</summary>
    private const int MaxFrames = 64;

    private readonly nint message = Marshal.AllocHGlobal(LibZmq.MessageBytes);

    /// <param name="context">The context of the process.</param>
    /// <param name="type">What the socket is.</param>
    /// <param name="endpoint">Where it listens, for example <c>tcp://127.0.0.1:4000</c>.</param>
    public ZmqSocket(nint context, ZmqSocketType type, string endpoint)
    {
        Handle = LibZmq.NewSocket(context, (int)type);
        if (Handle == 0) throw Failure("A socket could not be made");
        Set(Linger, LingerMilliseconds);
        // Without it a publisher drops messages when a thousand wait.
        Set(SendLimit, 0);
        // A front end that comes back under its old identity takes the place of its old connection.
        if (type == ZmqSocketType.Router) Set(RouterHandover, 1);
        if (LibZmq.SetLongOption(Handle, MaxMessageSize, MaxFrameBytes, sizeof(long)) != 0) throw Failure("A socket could not be set up");
        if (LibZmq.Bind(Handle, endpoint) != 0) throw Failure($"Listening on {endpoint} failed");
    }

    /// <summary>The library's socket.</summary>
    public nint Handle { get; }

    /// <summary>Sends the parts of one message.</summary>
    public void Send(IReadOnlyList<byte[]> frames)
    {
        for (var i = 0; i < frames.Count; i++)
            while (LibZmq.Send(Handle, frames[i], (nuint)frames[i].Length, i + 1 < frames.Count ? SendMore : 0) < 0)
            {
                // Whoever was to get it is gone, or the process ends.
                if (Marshal.GetLastPInvokeError() != LibZmq.Interrupted) return;
            }
    }

    /// <summary>Receives one message if there is one.</summary>
    /// <returns>Its parts, at most 64 of them; null when nothing is there or the context is shut down.</returns>
    public List<byte[]>? TryReceive() => Receive(DontWait);

    /// <summary>Waits for a message.</summary>
    /// <returns>Its parts; null when the context is shut down.</returns>
    public List<byte[]>? Receive() => Receive(0);

    private unsafe List<byte[]>? Receive(int flags)
    {
        var frames = new List<byte[]>();
        bool hasMore;
        do
        {
            _ = LibZmq.InitMessage(message);
            while (LibZmq.ReceiveMessage(message, Handle, flags) < 0)
            {
                if (Marshal.GetLastPInvokeError() == LibZmq.Interrupted) continue;
                _ = LibZmq.CloseMessage(message);
                return null;
            }
            if (frames.Count < MaxFrames)
                frames.Add(new ReadOnlySpan<byte>((void*)LibZmq.MessageData(message), checked((int)LibZmq.MessageSize(message))).ToArray());
            hasMore = LibZmq.HasMore(message) != 0;
            _ = LibZmq.CloseMessage(message);
        }
        while (hasMore);
        return frames;
    }

    private void Set(int option, int value)
    {
        if (LibZmq.SetOption(Handle, option, value, sizeof(int)) != 0) throw Failure("A socket could not be set up");
    }

    private static NotebookException Failure(string what) =>
        new($"{what}: {Marshal.PtrToStringUTF8(LibZmq.ErrorText(Marshal.GetLastPInvokeError()))}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = LibZmq.CloseSocket(Handle);
        Marshal.FreeHGlobal(message);
    }
}
