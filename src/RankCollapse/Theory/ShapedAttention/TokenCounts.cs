namespace RankCollapse.Theory.ShapedAttention;

/// <summary>The number of tokens as a type, so that the compiler unrolls for it.</summary>
internal interface ITokens
{
    int Value { get; }
}

internal readonly struct Two : ITokens
{
    public int Value => 2;
}

internal readonly struct Three : ITokens
{
    public int Value => 3;
}

internal readonly struct Four : ITokens
{
    public int Value => 4;
}

internal readonly struct Eight : ITokens
{
    public int Value => 8;
}

internal readonly struct AnySize(int value) : ITokens
{
    public int Value => value;
}
