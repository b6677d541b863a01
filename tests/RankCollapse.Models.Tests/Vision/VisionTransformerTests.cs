using RankCollapse.Models.Attention;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Vision;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Vision;

[Collection(Alone.Name)]
public class VisionTransformerTests
{
    private static readonly VisionDesign Design = new() { ImageSide = 6, PatchSide = 2, Channels = 2, Width = 8, Classes = 3, Pooling = TokenPooling.Mean };

    private static VisionTransformer Model(VisionDesign design, nn.Module<Tensor, Tensor>? body = null) =>
        Initialisation.Usual(new VisionTransformer(design, body ?? new SelfAttention(new AttentionDesign { Width = design.Width })), new RandomSource(3).Stream("weights")).to(float64);

    private static Tensor Images(int count = 2) => zeros([count, 2, 6, 6], dtype: float64).FillNormal(1, new RandomSource(4).Stream("images"));

    [Fact]
    public void A_token_is_its_patch_through_one_linear_map_plus_its_position()
    {
        using var scope = NewDisposeScope();
        var model = Model(Design);
        var parts = model.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        var images = Images();
        var tokens = model.Embed(images);
        Assert.Equal([2, 9, 8], tokens.shape);
        // Patch 5 is in the second row of patches, third column: rows 2 and 3, columns 4 and 5 of each channel.
        var pixels = images[1].narrow(1, 2, 2).narrow(2, 4, 2).reshape(8);
        Assert.True(tokens[1, 5].allclose(parts["patch.weight"].mv(pixels) + parts["patch.bias"] + parts["position"][5], 1e-12, 1e-12));
    }

    [Fact]
    public void Without_positions_the_order_of_the_patches_does_not_matter()
    {
        using var scope = NewDisposeScope();
        var model = Model(Design);
        using (no_grad()) model.get_parameter("position")!.zero_();
        var images = Images();
        // A flip of the rows of patches, pixel order within each patch kept.
        var flipped = images.view(2, 2, 3, 2, 6).flip(2).reshape(2, 2, 6, 6);
        Assert.True(model.call(images).allclose(model.call(flipped), 1e-12, 1e-12));
    }

    [Fact]
    public void The_class_token_stands_first_and_is_what_is_read()
    {
        using var scope = NewDisposeScope();
        var model = Model(Design with { Pooling = TokenPooling.ClassToken }, nn.Identity());
        Assert.Equal(10, model.Embed(Images()).size(1));
        // With the identity as body nothing of the image reaches the class token.
        Assert.True(model.call(Images())[0].allclose(model.call(2 * Images())[1], 1e-12, 1e-12));
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused_with_what_would()
    {
        Assert.Contains("do not cover", Assert.Throws<ArgumentException>(() => new VisionTransformer(Design with { PatchSide = 4 }, nn.Identity())).Message, StringComparison.Ordinal);
        using var model = new VisionTransformer(Design, nn.Identity());
        using var grey = zeros(2, 1, 6, 6);
        Assert.Contains("[batch, 2, 6, 6]", Assert.Throws<ArgumentException>(() => model.call(grey)).Message, StringComparison.Ordinal);
        Assert.Contains("Classes was 1", Assert.Throws<ArgumentOutOfRangeException>(() => Design with { Classes = 1 }).Message, StringComparison.Ordinal);
    }
}
