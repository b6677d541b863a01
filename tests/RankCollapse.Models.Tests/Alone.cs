namespace RankCollapse.Models.Tests;

/// <summary>Tests that count live tensors or use the default generator: both belong to the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
