using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A view from which what was asked for is picked by tensors, or which is that already.</summary>
        /// <param name="View">A tensor of its own over this one's memory.</param>
        /// <param name="Picks">For each axis of the view the tensor that picks along it; null where none does. Empty where the view is all.</param>
        /// <param name="Made">Those picking tensors that nobody else holds.</param>
        private readonly record struct Selection(Tensor View, Tensor?[] Picks, List<Tensor> Made) : IDisposable
        {
            public void Dispose()
            {
                View.Dispose();
                foreach (var tensor in Made) tensor.Dispose();
            }
        }

        /// <summary>Walks along the axes as Python does: indices, ranges and new axes make views, tensors are collected for one operation at the end.</summary>
        private Selection Select(ReadOnlySpan<TensorIndex> indices)
        {
            var shape = this.shape;
            var (wanted, ellipses) = (0L, 0);
            foreach (var index in indices)
            {
                wanted += AxesOf(index);
                if (index.Kind == IndexKind.Ellipsis) ellipses++;
            }
            if (ellipses > 1) throw new ArgumentException("An indexing has room for one Ellipsis; two were given.");
            if (wanted > shape.Length) throw new ArgumentException($"{wanted} indices were given for a tensor with {shape.Length} axes.");

            var view = Aten.alias.Call(this);
            List<Tensor?> picks = [];
            List<Tensor> made = [];
            // `axis` counts the axes of this tensor, for messages; `at` those of the view, for operations.
            var (axis, at) = (0L, 0L);
            try
            {
                foreach (var index in indices)
                {
                    switch (index.Kind)
                    {
                        case IndexKind.Single:
                            Next(view.select(at, Checked(index.First!.Value, axis, shape[axis])));
                            axis++;
                            break;
                        case IndexKind.Slice:
                            if (index.Step is <= 0) throw new ArgumentException($"The step of a range was {index.Step}; it must be at least 1. Use flip() to go backwards.");
                            if (index.First is not null || index.Stop is not null || index.Step is not null)
                                Next(Aten.slice_Tensor.Call(view, at, index.First, index.Stop, index.Step ?? 1));
                            Keep(1);
                            break;
                        case IndexKind.Ellipsis:
                            Keep(shape.Length - wanted);
                            break;
                        case IndexKind.NewAxis:
                            Next(view.unsqueeze(at));
                            picks.Add(null);
                            at++;
                            break;
                        case IndexKind.Bool:
                            Mask(index.First != 0);
                            break;
                        default:
                            Pick(index.Indices!);
                            break;
                    }
                }
                return new Selection(view, made.Count == 0 && picks.TrueForAll(pick => pick is null) ? [] : [.. picks], made);
            }
            catch
            {
                new Selection(view, [], made).Dispose();
                throw;
            }

            void Next(Tensor next)
            {
                view.Dispose();
                view = next;
            }

            void Keep(long axes)
            {
                for (var i = 0; i < axes; i++) picks.Add(null);
                axis += axes;
                at += axes;
            }

            // Along a new axis of length 1, the index 0 or none.
            void Mask(bool holds)
            {
                Next(view.unsqueeze(at));
                made.Add(zeros((long[])[holds ? 1 : 0], int64, device));
                picks.Add(made[^1]);
                at++;
            }

            void Pick(Tensor pick)
            {
                var isMask = pick.dtype is ScalarType.Bool or ScalarType.Byte;
                if (pick.ndim == 0 && isMask) Mask(pick.item<bool>());
                else if (pick.ndim == 0 && pick.is_integral())
                {
                    Next(view.select(at, Checked(pick.item<long>(), axis, shape[axis])));
                    axis++;
                }
                else
                {
                    var axes = isMask ? pick.ndim : 1;
                    picks.Add(pick);
                    axis += axes;
                    at += axes;
                }
            }
        }

        private static long AxesOf(TensorIndex index) => index.Kind switch
        {
            IndexKind.Single or IndexKind.Slice => 1,
            IndexKind.Tensor => index.Indices!.dtype is ScalarType.Bool or ScalarType.Byte ? index.Indices.ndim : 1,
            _ => 0,
        };

        private static long Checked(long index, long axis, long length) => index >= -length && index < length
            ? index
            : throw new IndexOutOfRangeException($"Index {index} along axis {axis}, whose length is {length}.");

        private Tensor Get(ReadOnlySpan<TensorIndex> indices)
        {
            var selection = Select(indices);
            if (selection.Picks.Length == 0) return selection.View;
            using (selection) return Aten.index_Tensor.Call(selection.View, Arg.Optional(selection.Picks));
        }

        private Tensor Put(Tensor value, ReadOnlySpan<TensorIndex> indices, bool accumulate)
        {
            using var selection = Select(indices);
            if (selection.Picks.Length == 0)
            {
                using var fitting = WithoutLeadingOnes(value, selection.View.ndim);
                if (accumulate) selection.View.add_(fitting);
                else selection.View.copy_(fitting);
                return this;
            }
            // A number takes the element type of the tensor; other values must have it already.
            using var typed = value.ndim == 0 ? Aten.to_device.Call(value, device, dtype, false, false) : Aten.alias.Call(value);
            Aten.index_put_.Do(selection.View, Arg.Optional(selection.Picks), typed, accumulate);
            return this;
        }

        /// <summary>Python lets a value have more axes than its place, as long as they have length 1.</summary>
        private static Tensor WithoutLeadingOnes(Tensor value, long axes)
        {
            var shape = value.shape;
            var extra = 0;
            while (shape.Length - extra > axes && shape[extra] == 1) extra++;
            return extra == 0 ? Aten.alias.Call(value) : value.view(shape[extra..]);
        }
    }
}
