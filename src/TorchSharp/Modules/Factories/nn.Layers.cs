using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Makes a parameter out of a tensor, which it takes over.</summary>
        /// <param name="data">The initial values.</param>
        /// <param name="requires_grad">Whether gradients are recorded.</param>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>x Wᵀ + b, with weights drawn evenly within 1/√in.</summary>
        /// <param name="inputSize">Length of the last axis of what comes in.</param>
        /// <param name="outputSize">Length of the last axis of what goes out.</param>
        /// <param name="hasBias">Whether there is a b.</param>
        /// <param name="device">Where the weights live.</param>
        /// <param name="dtype">Their element type.</param>
        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) => new(inputSize, outputSize, hasBias, device, dtype);

        /// <summary>x Wᵀ + b with given weights.</summary>
        /// <param name="weight">[out, in].</param>
        /// <param name="bias">[out].</param>
        public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

        /// <summary>What comes in goes out.</summary>
        public static Identity Identity() => new();

        /// <summary>Takes neighbouring axes as one.</summary>
        /// <param name="start_dim">The first of the axes.</param>
        /// <param name="end_dim">The last of the axes.</param>
        public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

        /// <summary>In training, zeros elements with a probability and scales the rest so that the mean stays.</summary>
        /// <param name="p">The probability.</param>
        /// <param name="inplace">Whether to overwrite the input.</param>
        /// <exception cref="ArgumentException">The probability is not one.</exception>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>A table of normally distributed vectors, looked up by number.</summary>
        /// <param name="num_embeddings">Rows.</param>
        /// <param name="embedding_dims">Length of a row.</param>
        /// <param name="padding_idx">A row that starts at zero and learns nothing.</param>
        /// <param name="max_norm">Rows that are looked up are first scaled down to it.</param>
        /// <param name="norm_type">Of that norm.</param>
        /// <param name="scale_grad_by_freq">Whether gradients are divided by how often a row was looked up.</param>
        /// <param name="sparse">Whether gradients are sparse tensors.</param>
        /// <param name="device">Where the table lives.</param>
        /// <param name="dtype">Its element type.</param>
        public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
            Modules.Embedding.Drawn(num_embeddings, embedding_dims, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, device, dtype);

        /// <summary>A given table of vectors, looked up by number.</summary>
        /// <param name="embeddings">[rows, width]; copied where device or element type differ, shared otherwise.</param>
        /// <param name="freeze">Whether the table learns nothing.</param>
        /// <param name="padding_idx">A row that learns nothing.</param>
        /// <param name="max_norm">Rows that are looked up are first scaled down to it.</param>
        /// <param name="norm_type">Of that norm.</param>
        /// <param name="scale_grad_by_freq">Whether gradients are divided by how often a row was looked up.</param>
        /// <param name="sparse">Whether gradients are sparse tensors.</param>
        /// <param name="device">Where the table lives.</param>
        /// <param name="dtype">Its element type.</param>
        public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
        {
            using var alone = embeddings.detach();
            var weight = Aten.to_device.Call(alone, device ?? embeddings.device, dtype ?? embeddings.dtype, false, false);
            return new Embedding(new Parameter(weight, !freeze), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
        }
    }
}
