namespace Workbook.Tests.Kernel;

public class KernelLifeTests : IDisposable
{
    private readonly KernelClient kernel = new();

    public void Dispose() => kernel.Dispose();

    [Fact]
    public void A_cell_that_cannot_be_stopped_is_reported_and_the_control_channel_still_answers()
    {
        // The runtime delivers no abort to a static constructor, and a loop made of goto is not asked whether it was interrupted.
        kernel.SendCell("""
            class Stuck { public static long Turns; static Stuck() { Again: Turns++; if (Turns != 0) goto Again; } }
            Console.WriteLine("started");
            Stuck.Turns
            """);
        while (kernel.Read()!["header"]!["msg_type"]!.ToString() != "stream") { }
        kernel.Send("interrupt_request", [], "control");
        string? text = null;
        while (text is null && kernel.Read() is { } message)
            if (message["content"]!["name"]?.ToString() == "stderr") text = message["content"]!["text"]!.ToString();
        Assert.Contains("Restart the kernel to end it", text);
        var info = kernel.Wait(kernel.Send("kernel_info_request", [], "control"));
        Assert.Equal("ok", info.Status);
    }

    [Fact]
    public void An_interrupt_during_the_start_does_no_harm()
    {
        _ = kernel.Send("interrupt_request", [], "control");
        Assert.Equal("2", kernel.Run("1 + 1").Result);
    }

    [Fact]
    public void A_shutdown_request_is_answered_and_ends_the_process()
    {
        kernel.Run("1");
        var answer = kernel.Wait(kernel.Send("shutdown_request", [], "control"));
        Assert.Equal("ok", answer.Status);
        Assert.True(kernel.Process.WaitForExit(5000));
        Assert.Equal(0, kernel.Process.ExitCode);
    }

    [Fact]
    public void The_kernel_ends_when_its_front_end_is_gone_even_while_a_cell_runs()
    {
        kernel.SendCell("Console.WriteLine(1); while (true) { }");
        while (kernel.Read()!["header"]!["msg_type"]!.ToString() != "stream") { }
        kernel.Process.StandardInput.Close();
        Assert.True(kernel.Process.WaitForExit(5000));
    }
}
