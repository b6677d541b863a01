using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The functions of <c>native/shim.cpp</c>, as they are there.</summary>
internal static unsafe class Shim
{
    private const string Library = ShimLibrary.Name;

    static Shim()
    {
        ShimLibrary.Register();
        Start();
        ShimLibrary.CheckStarted();
    }

    /// <summary>Throws what libtorch said when a call failed.</summary>
    /// <param name="status">What the call returned.</param>
    /// <exception cref="ExternalException">The call failed.</exception>
    public static void Check(int status)
    {
        if (status != 0) throw new ExternalException(Marshal.PtrToStringUTF8(Error()));
    }

    [DllImport(Library, EntryPoint = "shim_error")] private static extern IntPtr Error();
    [DllImport(Library, EntryPoint = "shim_start")] private static extern void Start();
    [DllImport(Library, EntryPoint = "shim_free")] public static extern void Free(void* memory);
    [DllImport(Library, EntryPoint = "shim_config")] public static extern IntPtr Config();
    [DllImport(Library, EntryPoint = "shim_built_for")] public static extern IntPtr BuiltFor();
    [DllImport(Library, EntryPoint = "shim_load")] public static extern int Load([MarshalAs(UnmanagedType.LPUTF8Str)] string path);
    [DllImport(Library, EntryPoint = "shim_operator")]
    public static extern int Operator([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string overload, out IntPtr result);
    [DllImport(Library, EntryPoint = "shim_schema")] public static extern IntPtr Schema(IntPtr op);
    [DllImport(Library, EntryPoint = "shim_call")] public static extern int Call(IntPtr op, Value* arguments, int count, Value* results, int capacity, int* returned);
    [DllImport(Library, EntryPoint = "shim_release")] public static extern void Release(IntPtr tensor);
    [DllImport(Library, EntryPoint = "shim_retain")] public static extern IntPtr Retain(IntPtr tensor);
    [DllImport(Library, EntryPoint = "shim_data")] public static extern int Data(IntPtr tensor, out IntPtr data);
    [DllImport(Library, EntryPoint = "shim_info")] public static extern int Info(IntPtr tensor, TensorInfo* info);
    [DllImport(Library, EntryPoint = "shim_borrow")]
    public static extern int Borrow(void* data, long* sizes, int dimensions, int type, delegate* unmanaged<IntPtr, void> release, IntPtr state, out IntPtr result);
    [DllImport(Library, EntryPoint = "shim_set_requires_grad")] public static extern int SetRequiresGrad(IntPtr tensor, int on);
    [DllImport(Library, EntryPoint = "shim_retain_grad")] public static extern int RetainGrad(IntPtr tensor);
    [DllImport(Library, EntryPoint = "shim_grad")] public static extern IntPtr Grad(IntPtr tensor);
    [DllImport(Library, EntryPoint = "shim_set_grad")] public static extern int SetGrad(IntPtr tensor, IntPtr value);
    [DllImport(Library, EntryPoint = "shim_grad_mode")] public static extern int GradMode();
    [DllImport(Library, EntryPoint = "shim_set_grad_mode")] public static extern void SetGradMode(int on);
    [DllImport(Library, EntryPoint = "shim_backward")]
    public static extern int Backward(IntPtr* tensors, int count, IntPtr* gradients, int given, int retain, int create, IntPtr* inputs, int wanted);
    [DllImport(Library, EntryPoint = "shim_gradients")]
    public static extern int Gradients(IntPtr* outputs, int count, IntPtr* inputs, int wanted, IntPtr* gradients, int given, int retain, int create, int allowUnused, IntPtr* results);
    [DllImport(Library, EntryPoint = "shim_set_backward")]
    public static extern int SetBackward([MarshalAs(UnmanagedType.LPUTF8Str)] string name, IntPtr* inputs, int given, IntPtr* outputs, int count,
        delegate* unmanaged<IntPtr, IntPtr*, int, IntPtr*, int, byte*, int, int> backward, delegate* unmanaged<IntPtr, void> release, IntPtr state);
    [DllImport(Library, EntryPoint = "shim_rejoin")] public static extern int Rejoin(IntPtr tensor, int output);
    [DllImport(Library, EntryPoint = "shim_generator")] public static extern int Generator(int deviceType, int deviceIndex, int isDefault, ulong seed, out IntPtr result);
    [DllImport(Library, EntryPoint = "shim_generator_release")] public static extern void GeneratorRelease(IntPtr generator);
    [DllImport(Library, EntryPoint = "shim_generator_seed")] public static extern ulong GeneratorSeed(IntPtr generator);
    [DllImport(Library, EntryPoint = "shim_generator_set_seed")] public static extern int GeneratorSetSeed(IntPtr generator, ulong seed);
    [DllImport(Library, EntryPoint = "shim_generator_state")] public static extern int GeneratorState(IntPtr generator, out IntPtr state);
    [DllImport(Library, EntryPoint = "shim_generator_set_state")] public static extern int GeneratorSetState(IntPtr generator, IntPtr state);
    [DllImport(Library, EntryPoint = "shim_set_threads")] public static extern void SetThreads(int count);
    [DllImport(Library, EntryPoint = "shim_threads")] public static extern int Threads();
    [DllImport(Library, EntryPoint = "shim_has_fast_blas")] public static extern int HasFastBlas();
    [DllImport(Library, EntryPoint = "shim_cuda_count")] public static extern int CudaCount();
    [DllImport(Library, EntryPoint = "shim_cuda_synchronize")] public static extern int CudaSynchronize(int device);
}
