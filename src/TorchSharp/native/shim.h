// The C ABI between TorchSharp's C# surface and libtorch. One door: any operator of the dispatcher by name; beside it only what no operator does.
// Every function that can fail returns 0, or 1 with the reason in shim_error(). Handles are TensorImpl pointers that own one reference each.
#pragma once
#include <cstdint>

#define SHIM_ABI 3
#define SHIM extern "C" __attribute__((visibility("default")))

/// What a Value holds. The C# side has the same list.
enum Tag : int32_t {
  NONE, TENSOR, INT, DOUBLE, BOOL, COMPLEX, STRING, DEVICE, GENERATOR, TENSOR_LIST, INT_LIST, DOUBLE_LIST, BOOL_LIST, OPTIONAL_TENSOR_LIST, DEFAULT,
};

/// One argument or result: 24 bytes, the same in C#. Lists and strings point to memory of the caller; a list of results is freed with shim_free.
struct Value {
  int32_t tag;
  int32_t length;  // of a list or string; the index of a device
  union {
    int64_t integer;  // also bool, and the type of a device
    double number;
    void* pointer;
  };
  double extra;  // the imaginary part of a complex number; for a tensor that comes back, the bytes that only it owns
};

struct TensorInfo {
  int64_t count, dimensions;
  const int64_t *sizes, *strides;  // valid while the tensor lives and keeps its shape
  int32_t type, device_type, device_index, requires_grad, is_leaf, is_contiguous;
  int32_t is_pending;  // whether memory holds the conjugate or the negative of the elements
};

using Release = void (*)(void* state);
/// Gradients in, gradients out; a result other than 0 is an error whose text was written to message.
using Backward = int32_t (*)(void* state, void** gradients, int32_t given, void** results, int32_t wanted, char* message, int32_t capacity);
