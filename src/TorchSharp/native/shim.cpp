#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/GradMode.h>
#include <c10/util/Logging.h>
#include <dlfcn.h>
#include <torch/csrc/api/include/torch/version.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>

#include <sstream>
#include <utility>

namespace {

using at::IValue;
using at::Tensor;
using Impl = c10::TensorImpl;
using Pointer = c10::intrusive_ptr<Impl, c10::UndefinedTensorImpl>;
// c10::optional before 2.5 and std::optional since: taken from a member that has it.
using OptionalTensor = decltype(std::declval<const IValue&>().toOptional<Tensor>());

thread_local std::string error;

template <class F>
int32_t guarded(F&& body) {
  try {
    body();
    return 0;
  } catch (const c10::Error& e) {
    error = e.what_without_backtrace();
  } catch (const std::exception& e) {
    error = e.what();
  } catch (...) {
    error = "libtorch threw something that is not an exception.";
  }
  return 1;
}

Tensor borrow(void* handle) {
  if (!handle) return {};
  c10::raw::intrusive_ptr::incref(static_cast<Impl*>(handle));
  return Tensor(Pointer::reclaim(static_cast<Impl*>(handle)));
}

void* give(Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

std::vector<Tensor> borrow_all(void** handles, int32_t count) {
  std::vector<Tensor> tensors;
  tensors.reserve(count);
  for (int32_t i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

// The bytes that go when this tensor goes: none for a view, whose storage others hold as well.
double own_bytes(const Tensor& tensor) {
  return tensor.defined() && tensor.has_storage() && tensor.storage().use_count() == 1 ? static_cast<double>(tensor.storage().nbytes()) : 0;
}

struct Operator {
  c10::OperatorHandle handle;
  std::vector<bool> wants_double;
};

bool is_float(c10::TypePtr type) {
  if (auto optional = type->cast<c10::OptionalType>()) type = optional->getElementType();
  return type->kind() == c10::TypeKind::FloatType;
}

template <class T>
IValue list_of(const Value& v) {
  auto* first = static_cast<const T*>(v.pointer);
  c10::List<T> list;
  list.reserve(v.length);
  for (int32_t i = 0; i < v.length; i++) list.push_back(first[i]);
  return list;
}

IValue to_ivalue(const Value& v, bool wants_double) {
  switch (v.tag) {
    case NONE: return {};
    case TENSOR: return borrow(v.pointer);
    case INT: return wants_double ? IValue(static_cast<double>(v.integer)) : IValue(v.integer);
    case DOUBLE: return v.number;
    case BOOL: return v.integer != 0;
    case COMPLEX: return c10::complex<double>(v.number, v.extra);
    case STRING: return std::string(static_cast<const char*>(v.pointer), v.length);
    case DEVICE: return c10::Device(static_cast<c10::DeviceType>(v.integer), static_cast<c10::DeviceIndex>(v.length));
    case GENERATOR: return *static_cast<at::Generator*>(v.pointer);
    case INT_LIST: return list_of<int64_t>(v);
    case DOUBLE_LIST: return list_of<double>(v);
    case BOOL_LIST: {
      c10::List<bool> list;
      for (int32_t i = 0; i < v.length; i++) list.push_back(static_cast<const uint8_t*>(v.pointer)[i] != 0);
      return list;
    }
    case TENSOR_LIST: {
      c10::List<Tensor> list;
      for (int32_t i = 0; i < v.length; i++) list.push_back(borrow(static_cast<void**>(v.pointer)[i]));
      return list;
    }
    case OPTIONAL_TENSOR_LIST: {
      c10::List<OptionalTensor> list;
      for (int32_t i = 0; i < v.length; i++) {
        auto tensor = borrow(static_cast<void**>(v.pointer)[i]);
        list.push_back(tensor.defined() ? OptionalTensor(tensor) : OptionalTensor());
      }
      return list;
    }
  }
  throw std::runtime_error("An argument has the unknown tag " + std::to_string(v.tag) + ".");
}

Value to_value(IValue& v) {
  Value out{};
  if (v.isTensor()) {
    auto tensor = std::move(v).toTensor();
    out.tag = tensor.defined() ? TENSOR : NONE;
    out.extra = own_bytes(tensor);
    out.pointer = give(std::move(tensor));
  } else if (v.isInt()) {
    out.tag = INT, out.integer = v.toInt();
  } else if (v.isDouble()) {
    out.tag = DOUBLE, out.number = v.toDouble();
  } else if (v.isBool()) {
    out.tag = BOOL, out.integer = v.toBool();
  } else if (v.isComplexDouble()) {
    auto z = v.toComplexDouble();
    out.tag = COMPLEX, out.number = z.real(), out.extra = z.imag();
  } else if (v.isTensorList()) {
    auto tensors = v.toTensorVector();
    auto** handles = static_cast<void**>(std::malloc((tensors.size() + 1) * sizeof(void*)));
    for (size_t i = 0; i < tensors.size(); i++) handles[i] = give(std::move(tensors[i]));
    out.tag = TENSOR_LIST, out.length = static_cast<int32_t>(tensors.size()), out.pointer = handles;
  } else if (!v.isNone()) {
    throw std::runtime_error("A result of kind " + v.tagKind() + " has no C# counterpart.");
  }
  return out;
}

void describe(std::ostream& out, const Tensor& tensor) {
  if (!tensor.defined()) out << "none";
  else out << c10::toString(tensor.scalar_type()) << tensor.sizes() << (tensor.is_cpu() ? "" : " on " + tensor.device().str());
}

// libtorch's own words seldom say which operation it was and which shapes met: both are added.
std::string explain(const Operator& op, const Value* arguments, int32_t count, const std::string& reason) {
  std::ostringstream text;
  text << op.handle.schema().name().substr(6) << "(";
  const char* separator = "";
  for (int32_t i = 0; i < count; i++) {
    auto& v = arguments[i];
    if (v.tag != TENSOR && v.tag != TENSOR_LIST) continue;
    text << separator, separator = ", ";
    if (v.tag == TENSOR) describe(text, borrow(v.pointer));
    else for (int32_t j = 0; j < v.length; j++) text << (j ? ", " : "["), describe(text, borrow(static_cast<void**>(v.pointer)[j])), text << (j + 1 < v.length ? "" : "]");
  }
  text << "): " << reason;
  return text.str();
}

struct ManagedNode;
thread_local ManagedNode* running = nullptr;

// A step of the graph whose backward is a function of the caller.
struct ManagedNode : torch::autograd::Node {
  std::string label;
  Backward backward{};
  Release release{};
  void* state{};

  ~ManagedNode() override { release_variables(); }
  std::string name() const override { return label; }

  // What was saved for the backward goes after it, unless the graph is kept: not only with the last tensor of the graph.
  void release_variables() override {
    if (auto* held = std::exchange(state, nullptr)) release(held);
  }

  torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
    if (!state) throw std::runtime_error("Trying to backward through " + label + " a second time, when what it saved is already freed. Pass retain_graph: true the first time.");
    std::vector<void*> given, results(num_outputs(), nullptr);
    for (auto& g : gradients) given.push_back(g.defined() ? give(g) : nullptr);
    char message[1024] = "";
    auto* outer = std::exchange(running, this);
    auto failed = backward(state, given.data(), static_cast<int32_t>(given.size()), results.data(), static_cast<int32_t>(results.size()), message, sizeof message);
    running = outer;
    torch::autograd::variable_list out;
    for (auto* handle : results) out.push_back(handle ? Tensor(Pointer::reclaim(static_cast<Impl*>(handle))) : Tensor());
    if (failed) throw std::runtime_error(message);
    return out;
  }
};

}  // namespace

SHIM int32_t shim_abi() { return SHIM_ABI; }
SHIM const char* shim_error() { return error.c_str(); }
SHIM const char* shim_built_for() { return TORCH_VERSION; }
SHIM void shim_free(void* memory) { std::free(memory); }

/// The version that libtorch itself reports, and how it was built.
SHIM const char* shim_config() {
  static const std::string text = at::show_config();
  return text.c_str();
}

/// Called once, before anything else: a native backtrace costs 5 ms an error, and the half for CUDA only registers when it is loaded.
SHIM void shim_start() {
  c10::SetStackTraceFetcher([]() -> std::string { return {}; });
  Dl_info where;
  if (!dladdr(reinterpret_cast<void*>(&at::show_config), &where) || !where.dli_fname) return;
  std::string library = where.dli_fname;
  library = library.substr(0, library.find_last_of('/') + 1) + "libtorch_cuda.so";
  dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL);
}

SHIM int32_t shim_load(const char* path) {
  return guarded([&] { if (!dlopen(path, RTLD_NOW | RTLD_GLOBAL)) throw std::runtime_error(dlerror()); });
}

SHIM int32_t shim_operator(const char* name, const char* overload, Operator** result) {
  return guarded([&] {
    auto found = c10::Dispatcher::singleton().findSchema({name, overload});
    if (!found) throw std::runtime_error(std::string("libtorch ") + TORCH_VERSION + " has no operator " + name + (*overload ? "." : "") + overload + ".");
    std::vector<bool> wants_double;
    for (auto& argument : found->schema().arguments()) wants_double.push_back(is_float(argument.type()));
    *result = new Operator{*found, wants_double};  // kept for the life of the process
  });
}

SHIM const char* shim_schema(const Operator* op) {
  thread_local std::string text;
  std::ostringstream out;
  out << op->handle.schema();
  text = out.str();
  return text.c_str();
}

SHIM int32_t shim_call(const Operator* op, const Value* arguments, int32_t count, Value* results, int32_t capacity, int32_t* returned) {
  auto failed = guarded([&] {
    auto& schema = op->handle.schema().arguments();
    if (static_cast<size_t>(count) > schema.size()) throw std::runtime_error("Too many arguments.");
    torch::jit::Stack stack;
    stack.reserve(schema.size());
    for (size_t i = 0; i < schema.size(); i++) {
      if (i < static_cast<size_t>(count) && arguments[i].tag != DEFAULT) stack.push_back(to_ivalue(arguments[i], op->wants_double[i]));
      else if (schema[i].default_value()) stack.push_back(*schema[i].default_value());
      else throw std::runtime_error("The argument " + schema[i].name() + " is missing.");
    }
    op->handle.callBoxed(stack);
    if (stack.size() > static_cast<size_t>(capacity)) throw std::runtime_error("More results than the caller has room for.");
    *returned = static_cast<int32_t>(stack.size());
    for (size_t i = 0; i < stack.size(); i++) results[i] = to_value(stack[i]);
  });
  if (failed) error = explain(*op, arguments, count, error);
  return failed;
}

SHIM void shim_release(void* tensor) { Pointer::reclaim(static_cast<Impl*>(tensor)); }
SHIM void* shim_retain(void* tensor) { return give(borrow(tensor)); }
SHIM int32_t shim_data(void* tensor, void** data) { return guarded([&] { *data = borrow(tensor).data_ptr(); }); }

SHIM int32_t shim_info(void* tensor, TensorInfo* info) {
  return guarded([&] {
    auto t = borrow(tensor);
    *info = {t.numel(), t.dim(), t.sizes().data(), t.strides().data(), static_cast<int32_t>(t.scalar_type()), static_cast<int32_t>(t.device().type()),
             t.device().index(), t.requires_grad(), t.is_leaf(), t.is_contiguous(), t.is_conj() || t.is_neg()};
  });
}

/// A tensor over memory of the caller, which is told when the last user is gone.
SHIM int32_t shim_borrow(void* data, const int64_t* sizes, int32_t dimensions, int32_t type, Release release, void* state, void** result) {
  return guarded([&] {
    at::IntArrayRef shape(sizes, static_cast<size_t>(dimensions));
    *result = give(at::from_blob(data, shape, [release, state](void*) { release(state); }, at::TensorOptions(static_cast<at::ScalarType>(type))));
  });
}

SHIM int32_t shim_set_requires_grad(void* tensor, int32_t on) { return guarded([&] { borrow(tensor).set_requires_grad(on != 0); }); }
SHIM int32_t shim_retain_grad(void* tensor) { return guarded([&] { borrow(tensor).retain_grad(); }); }
// Straight from the implementation: Tensor::grad() writes a warning for what is no leaf.
SHIM void* shim_grad(void* tensor) { return give(std::as_const(*static_cast<Impl*>(tensor)).grad()); }
SHIM int32_t shim_set_grad(void* tensor, void* value) { return guarded([&] { borrow(tensor).mutable_grad() = borrow(value); }); }
SHIM int32_t shim_grad_mode() { return c10::GradMode::is_enabled(); }
SHIM void shim_set_grad_mode(int32_t on) { c10::GradMode::set_enabled(on != 0); }

SHIM int32_t shim_backward(void** tensors, int32_t count, void** gradients, int32_t given, int32_t retain, int32_t create, void** inputs, int32_t wanted) {
  return guarded([&] {
    torch::autograd::backward(borrow_all(tensors, count), borrow_all(gradients, given), retain != 0, create != 0, borrow_all(inputs, wanted));
  });
}

SHIM int32_t shim_gradients(void** outputs, int32_t count, void** inputs, int32_t wanted, void** gradients, int32_t given, int32_t retain, int32_t create,
                            int32_t allow_unused, void** results) {
  return guarded([&] {
    auto found = torch::autograd::grad(borrow_all(outputs, count), borrow_all(inputs, wanted), borrow_all(gradients, given), retain != 0, create != 0, allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++) results[i] = give(found[i]);
  });
}

/// Puts a backward of the caller behind the outputs, which were computed without the graph.
SHIM int32_t shim_set_backward(const char* name, void** inputs, int32_t given, void** outputs, int32_t count, Backward backward, Release release, void* state) {
  auto node = std::shared_ptr<ManagedNode>(new ManagedNode, torch::autograd::deleteNode);
  node->label = name, node->backward = backward, node->release = release, node->state = state;
  return guarded([&] {
    node->set_next_edges(torch::autograd::collect_next_edges(borrow_all(inputs, given)));
    for (auto& output : borrow_all(outputs, count)) torch::autograd::set_history(output, node);
  });
}

/// Gives a detached output its place in the graph back, inside the backward of the step that made it. Holding the output itself would be a cycle.
SHIM int32_t shim_rejoin(void* tensor, int32_t output) {
  return guarded([&] {
    if (running) torch::autograd::impl::set_gradient_edge(borrow(tensor), {running->shared_from_this(), static_cast<uint32_t>(output)});
  });
}

SHIM int32_t shim_generator(int32_t device_type, int32_t device_index, int32_t is_default, uint64_t seed, void** result) {
  return guarded([&] {
    auto& shared = at::globalContext().defaultGenerator(c10::Device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index)));
    auto* generator = new at::Generator(is_default ? shared : shared.clone());
    if (!is_default) generator->set_current_seed(seed);
    *result = generator;
  });
}

SHIM void shim_generator_release(void* generator) { delete static_cast<at::Generator*>(generator); }
SHIM uint64_t shim_generator_seed(void* generator) { return static_cast<at::Generator*>(generator)->current_seed(); }
SHIM int32_t shim_generator_set_seed(void* generator, uint64_t seed) { return guarded([&] { static_cast<at::Generator*>(generator)->set_current_seed(seed); }); }
SHIM int32_t shim_generator_state(void* generator, void** state) { return guarded([&] { *state = give(static_cast<at::Generator*>(generator)->get_state()); }); }
SHIM int32_t shim_generator_set_state(void* generator, void* state) { return guarded([&] { static_cast<at::Generator*>(generator)->set_state(borrow(state)); }); }

// OpenBLAS keeps its own threads: setting libtorch's alone leaves matrix products on all cores.
SHIM void shim_set_threads(int32_t count) {
  at::set_num_threads(count);
  if (auto* set = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"))) set(count);
}

SHIM int32_t shim_threads() { return at::get_num_threads(); }
SHIM int32_t shim_has_fast_blas() { return at::hasMKL() || dlsym(RTLD_DEFAULT, "openblas_set_num_threads"); }
SHIM int32_t shim_cuda_count() { return at::hasCUDA() ? at::detail::getCUDAHooks().getNumGPUs() : 0; }
SHIM int32_t shim_cuda_synchronize(int32_t device) { return guarded([&] { at::detail::getCUDAHooks().deviceSynchronize(static_cast<c10::DeviceIndex>(device)); }); }
