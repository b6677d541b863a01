using System.Collections.Concurrent;
using System.Runtime;

namespace Workbook.Kernel;

/// <summary>The one thread that cells run on, made so that a cell can be stopped without losing the variables of the session.</summary>
/// <remarks>
/// Code after an <c>await</c> comes back to this thread through its synchronisation context, so that it stays within reach of an
/// interrupt. An interrupt takes four steps, each tried only while the cell goes on: the token that cells can see together with the
/// question that their loops ask (<see cref="LoopCheck"/>), an interruption of waits, an abort from a second thread, and
/// after <see cref="GiveUpAfter"/> a plain statement that only a new process helps.
/// </remarks>
internal sealed class CellThread : IDisposable
{
    /// <summary>What a cell gets to end by itself.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(100);

    /// <summary>What a wait gets to end when it is interrupted, before the abort, which is the one step that may cost the process.</summary>
    private static readonly TimeSpan InterruptBeforeAbort = TimeSpan.FromMilliseconds(100);

    /// <summary>When the front end is told that a cell cannot be stopped.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(3);

    private const int StackBytes = 16 << 20;

    private readonly BlockingCollection<Action> cells = [];
    private readonly Thread thread;
    private readonly Lock gate = new();
    private Running? current;

    public CellThread()
    {
        thread = new Thread(Loop, StackBytes) { IsBackground = true, Name = "cells" };
        thread.Start();
    }

    private sealed class Running
    {
        public readonly CancellationTokenSource Cooperative = new();
        public readonly CancellationTokenSource Abort = new();
        public readonly ManualResetEventSlim Ended = new();
        public bool Interrupted;
    }

    /// <summary>Runs one cell and returns its value.</summary>
    /// <param name="start">Starts the cell's code; is given the token that an interrupt cancels first.</param>
    /// <exception cref="CellInterruptedException">The cell was interrupted.</exception>
    public Task<object?> Run(Func<CancellationToken, Task<object?>> start)
    {
        var result = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        cells.Add(() => RunHere(start, result));
        return result.Task;
    }

    /// <summary>Stops the running cell, if there is one; returns at once.</summary>
    /// <param name="givenUp">Called when the cell is still running after <see cref="GiveUpAfter"/>.</param>
    public void Interrupt(Action givenUp)
    {
        Running running;
        lock (gate)
        {
            if (current is null || current.Interrupted) return;
            running = current;
            running.Interrupted = true;
        }
        LoopCheck.IsInterrupted = true;
        // A thread of its own: cancelling the abort token blocks until the abort has succeeded.
        new Thread(() => Stop(running, givenUp)) { IsBackground = true, Name = "interrupt" }.Start();
    }

    private void Stop(Running running, Action givenUp)
    {
        running.Cooperative.CancelAsync();
        if (running.Ended.Wait(Courtesy)) return;
        lock (gate)
            if (current == running) thread.Interrupt();
        if (running.Ended.Wait(InterruptBeforeAbort)) return;
        new Thread(running.Abort.Cancel) { IsBackground = true, Name = "abort" }.Start();
        if (!running.Ended.Wait(GiveUpAfter)) givenUp();
    }

    private void Loop()
    {
        while (true)
        {
            try
            {
                foreach (var cell in cells.GetConsumingEnumerable()) cell();
                return;
            }
            catch (ThreadInterruptedException)
            {
                // An interrupt that arrived just after its cell had ended.
            }
        }
    }

    private void RunHere(Func<CancellationToken, Task<object?>> start, TaskCompletionSource<object?> result)
    {
        var running = new Running();
        LoopCheck.IsInterrupted = false;
        lock (gate) current = running;
        Task<object?>? task = null;
        Exception? failure = null;
        try
        {
            ControlledExecution.Run(() =>
            {
                using var pump = new Pump();
                task = start(running.Cooperative.Token);
                pump.RunUntil(task);
            }, running.Abort.Token);
        }
        catch (Exception e)
        {
            failure = e;
        }
        bool wasInterrupted;
        lock (gate)
        {
            wasInterrupted = running.Interrupted;
            current = null;
        }
        running.Ended.Set();

        failure ??= task!.IsFaulted ? task.Exception!.InnerException : task.IsCanceled ? new TaskCanceledException(task) : null;
        if (failure is null) result.SetResult(task!.Result);
        else if (wasInterrupted && IsInterruption(failure)) result.SetException(new CellInterruptedException());
        else result.SetException(failure);
    }

    private static bool IsInterruption(Exception e) => e switch
    {
        OperationCanceledException or ThreadInterruptedException => true,
        AggregateException many => many.InnerExceptions.All(IsInterruption),
        _ => e.InnerException is { } inner && IsInterruption(inner),
    };

    /// <inheritdoc/>
    public void Dispose() => cells.CompleteAdding();

    /// <summary>Runs what is posted to it on the thread that made it.</summary>
    private sealed class Pump : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> posted = [];
        private readonly Thread owner = Thread.CurrentThread;
        private readonly SynchronizationContext? before = Current;

        public Pump() => SetSynchronizationContext(this);

        public void RunUntil(Task task)
        {
            task.ContinueWith(_ => Post(static _ => { }, null), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            while (!task.IsCompleted)
            {
                var (callback, state) = posted.Take();
                callback(state);
            }
        }

        public override void Post(SendOrPostCallback callback, object? state)
        {
            try
            {
                posted.Add((callback, state));
            }
            catch (ObjectDisposedException)
            {
                // The cell has ended; what it left unawaited goes on in the pool.
                ThreadPool.QueueUserWorkItem(_ => callback(state));
            }
        }

        public override void Send(SendOrPostCallback callback, object? state)
        {
            if (Thread.CurrentThread == owner)
            {
                callback(state);
                return;
            }
            using var done = new ManualResetEventSlim();
            Post(_ =>
            {
                callback(state);
                done.Set();
            }, null);
            done.Wait();
        }

        public void Dispose()
        {
            SetSynchronizationContext(before);
            posted.Dispose();
        }
    }
}

/// <summary>The running cell was interrupted by the person or the front end that started it.</summary>
internal sealed class CellInterruptedException() : Exception("The cell was interrupted; variables of earlier cells are kept.");
