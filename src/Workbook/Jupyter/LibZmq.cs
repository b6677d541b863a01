using System.Runtime.InteropServices;
using Workbook.Notebooks;

namespace Workbook.Jupyter;

/// <summary>The functions of the system's libzmq that a kernel needs.</summary>
/// <remarks>A socket belongs to the thread that uses it. Signals of the runtime end a blocking call with EINTR; callers try again.</remarks>
internal static partial class LibZmq
{
    /// <summary>A call was ended by a signal.</summary>
    public const int Interrupted = 4;

    /// <summary>Nothing to receive now.</summary>
    public const int TryAgain = 11;

    /// <summary>The context has been shut down.</summary>
    public const int Terminated = 156_384_765;

    /// <summary>The size of <c>zmq_msg_t</c>, fixed by the library's binary interface.</summary>
    public const int MessageBytes = 64;

    private const string Name = "zmq";
    private static readonly string[] Files = ["libzmq.so.5", "libzmq.5.dylib", "libzmq.dll"];
    private static readonly Lazy<nint> Library = new(Load);

    static LibZmq() => NativeLibrary.SetDllImportResolver(typeof(LibZmq).Assembly, (name, _, _) => name == Name ? Library.Value : 0);

    /// <summary>Makes sure that the library is there.</summary>
    /// <exception cref="NotebookException">It is not; the message says how to get it.</exception>
    public static void Require()
    {
        if (Library.Value == 0) throw Missing();
    }

    /// <summary>What is said when none of the library's files is found.</summary>
    internal static NotebookException Missing() =>
        new($"Jupyter reaches a kernel through ZeroMQ, and none of {string.Join(", ", Files)} was found. "
            + "Install it: apt-get install libzmq5 (Debian, Ubuntu), brew install zeromq (macOS).");

    private static nint Load()
    {
        foreach (var file in Files)
            if (NativeLibrary.TryLoad(file, typeof(LibZmq).Assembly, null, out var handle)) return handle;
        return 0;
    }

    [LibraryImport(Name, EntryPoint = "zmq_ctx_new", SetLastError = true)]
    public static partial nint NewContext();

    [LibraryImport(Name, EntryPoint = "zmq_ctx_shutdown", SetLastError = true)]
    public static partial int ShutdownContext(nint context);

    [LibraryImport(Name, EntryPoint = "zmq_ctx_term", SetLastError = true)]
    public static partial int TerminateContext(nint context);

    [LibraryImport(Name, EntryPoint = "zmq_socket", SetLastError = true)]
    public static partial nint NewSocket(nint context, int type);

    [LibraryImport(Name, EntryPoint = "zmq_close", SetLastError = true)]
    public static partial int CloseSocket(nint socket);

    [LibraryImport(Name, EntryPoint = "zmq_bind", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Bind(nint socket, string endpoint);

    [LibraryImport(Name, EntryPoint = "zmq_setsockopt", SetLastError = true)]
    public static partial int SetOption(nint socket, int option, in int value, nuint size);

    [LibraryImport(Name, EntryPoint = "zmq_setsockopt", SetLastError = true)]
    public static partial int SetLongOption(nint socket, int option, in long value, nuint size);

    [LibraryImport(Name, EntryPoint = "zmq_send", SetLastError = true)]
    public static partial int Send(nint socket, ReadOnlySpan<byte> bytes, nuint size, int flags);

    [LibraryImport(Name, EntryPoint = "zmq_msg_init", SetLastError = true)]
    public static partial int InitMessage(nint message);

    [LibraryImport(Name, EntryPoint = "zmq_msg_recv", SetLastError = true)]
    public static partial int ReceiveMessage(nint message, nint socket, int flags);

    [LibraryImport(Name, EntryPoint = "zmq_msg_data", SetLastError = true)]
    public static partial nint MessageData(nint message);

    [LibraryImport(Name, EntryPoint = "zmq_msg_size", SetLastError = true)]
    public static partial nuint MessageSize(nint message);

    [LibraryImport(Name, EntryPoint = "zmq_msg_more", SetLastError = true)]
    public static partial int HasMore(nint message);

    [LibraryImport(Name, EntryPoint = "zmq_msg_close", SetLastError = true)]
    public static partial int CloseMessage(nint message);

    [LibraryImport(Name, EntryPoint = "zmq_poll", SetLastError = true)]
    public static partial int Poll([In, Out] PollItem[] items, int count, long milliseconds);

    [LibraryImport(Name, EntryPoint = "zmq_strerror")]
    public static partial nint ErrorText(int error);

    /// <summary>What to wait for: a socket, or a file descriptor where the socket is null.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollItem
    {
        /// <summary>The socket; 0 to wait for the descriptor.</summary>
        public nint Socket;

        /// <summary>The file descriptor.</summary>
        public int Descriptor;

        /// <summary>1 to wait for something to read.</summary>
        public short Events;

        /// <summary>1 when there is something to read.</summary>
        public short Ready;
    }
}
