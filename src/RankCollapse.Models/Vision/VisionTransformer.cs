using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Vision;

/// <summary>An image classifier on tokens: patches through a linear map plus learned positions, a body, LayerNorm, and a linear head.</summary>
/// <remarks>The body is any map of token sequences, so that whatever is studied (attention with a memory, fewer tokens on the way) is put in whole.</remarks>
public sealed class VisionTransformer : nn.Module<Tensor, Tensor>
{
    private readonly VisionDesign design;
    private readonly Linear patch;
    private readonly Parameter position;
    private readonly Parameter? classToken;
    private readonly nn.Module<Tensor, Tensor> body;
    private readonly LayerNorm norm;
    private readonly Linear head;

    /// <summary>A classifier with PyTorch's usual initial weights; positions and class token 0.</summary>
    /// <param name="design">Sizes.</param>
    /// <param name="body">[batch, tokens, width] to [batch, any number of tokens, width]; it becomes a part of the model.</param>
    /// <exception cref="ArgumentException">The patches do not cover the image.</exception>
    public VisionTransformer(VisionDesign design, nn.Module<Tensor, Tensor> body) : base(nameof(VisionTransformer))
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(body);
        if (design.ImageSide % design.PatchSide != 0)
            throw new ArgumentException($"Patches of side {design.PatchSide} do not cover an image of side {design.ImageSide}. Choose a side that divides it.", nameof(design));
        this.design = design;
        this.body = body;
        patch = nn.Linear(design.Channels * design.PatchSide * design.PatchSide, design.Width);
        position = new Parameter(zeros(design.Tokens, design.Width));
        classToken = design.Pooling == TokenPooling.ClassToken ? new Parameter(zeros(1, 1, design.Width)) : null;
        norm = nn.LayerNorm(design.Width);
        head = nn.Linear(design.Width, design.Classes);
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public VisionDesign Design => design;

    /// <summary>What maps the tokens, for a probe.</summary>
    public nn.Module<Tensor, Tensor> Body => body;

    /// <summary>Scores of the classes.</summary>
    /// <param name="input">Images, shape [batch, channels, side, side].</param>
    /// <returns>Shape [batch, classes].</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Classify(body.call(Embed(input))).MoveToOuterDisposeScope();
    }

    /// <summary>The tokens of images, as the body gets them.</summary>
    /// <param name="images">Shape [batch, channels, side, side].</param>
    /// <returns>Shape [batch, tokens, width]: the class token first where there is one, then the patches row by row.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public Tensor Embed(Tensor images)
    {
        var (channels, side, grid) = (design.Channels, design.ImageSide, design.Grid);
        if (images.dim() != 4 || images.size(1) != channels || images.size(2) != side || images.size(3) != side)
            throw new ArgumentException($"The images have the shape [{string.Join(", ", images.shape)}]; they must be [batch, {channels}, {side}, {side}]. Scale them, or change the design.", nameof(images));
        using var scope = NewDisposeScope();
        var batch = images.size(0);
        var patches = images.reshape(batch, channels, grid, design.PatchSide, grid, design.PatchSide).permute(0, 2, 4, 1, 3, 5).reshape(batch, grid * grid, -1);
        var tokens = patch.call(patches);
        if (classToken is not null) tokens = cat([classToken.expand(batch, 1, design.Width), tokens], 1);
        return (tokens + position).MoveToOuterDisposeScope();
    }

    /// <summary>Scores of the classes from the tokens that leave the body.</summary>
    /// <param name="tokens">Shape [batch, any number of tokens, width]; with a class token it is the first.</param>
    /// <returns>Shape [batch, classes].</returns>
    public Tensor Classify(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var normalised = norm.call(tokens);
        return head.call(classToken is null ? normalised.mean([1]) : normalised.select(1, 0)).MoveToOuterDisposeScope();
    }
}
