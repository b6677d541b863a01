namespace Workbook.Kernel;

/// <summary>The way between the kernel and its front ends: lines of text, or ZeroMQ's sockets.</summary>
internal interface IKernelTransport
{
    /// <summary>Whether output reaches listeners beside the one that asked, who must then be told what was run.</summary>
    bool HasOnlookers { get; }

    /// <summary>Takes a message to deliver, from any thread, in order for each thread; waits while much is still to be delivered.</summary>
    /// <remarks>After the end of the session messages are dropped: nobody listens any more.</remarks>
    void Send(LineMessage message);
}
