using TorchSharp.Modules;
using TorchSharp.Tests.Modules;
using static TorchSharp.Tests.Modules.ModuleReference;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace TorchSharp.Tests.Optimisers;

public class SchedulerTests
{
    private static readonly Dictionary<string, Func<optim.Optimizer, LRScheduler>> Makers = new()
    {
        ["StepLR"] = o => StepLR(o, 4, 0.5),
        ["MultiStepLR"] = o => MultiStepLR(o, [3, 7, 7, 12], 0.5),
        ["ExponentialLR"] = o => ExponentialLR(o, 0.9),
        ["ConstantLR"] = o => ConstantLR(o, 0.3, 6),
        ["LinearLR"] = o => LinearLR(o, 0.25, 0.8, 8),
        ["CosineAnnealingLR"] = o => CosineAnnealingLR(o, 7, 0.01),
        ["LambdaLR"] = o => LambdaLR(o, t => 1.0 / (1 + t)),
        ["OneCycleLR"] = o => OneCycleLR(o, 0.5, total_steps: 30),
        ["OneCycleLR of three phases"] = o => OneCycleLR(o, 0.5, epochs: 3, steps_per_epoch: 10, pct_start: 0.2, anneal_strategy: impl.OneCycleLR.AnnealStrategy.Linear, three_phase: true),
        ["SequentialLR"] = o => SequentialLR(o, [LinearLR(o, 0.1, 1, 5), CosineAnnealingLR(o, 10), ExponentialLR(o, 0.9)], [5, 15]),
    };

    public static TheoryData<string> Names => [.. ModuleReference.Root.GetProperty("schedulers").EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Learning_rates_and_momenta_are_those_of_Python(string name)
    {
        var expected = ModuleReference.Root.GetProperty("schedulers").GetProperty(name);
        using var optimiser = new SGD([new Parameter(Wave([3]))], 0.2, momentum: 0.9);
        var scheduler = Makers[name](optimiser);
        List<double> rates = [], momenta = [];
        for (var t = 0; t < 29; t++)
        {
            rates.Add(scheduler.get_last_lr().Single());
            momenta.Add(optimiser.Momentum);
            scheduler.step();
        }
        AssertClose(expected.GetProperty("rates").Numbers(), [.. rates], $"learning rates of {name}", 1e-12);
        AssertClose(expected.GetProperty("momenta").Numbers(), [.. momenta], $"momenta of {name}", 1e-12);
    }

    [Theory]
    [InlineData("StepLR")]
    [InlineData("MultiStepLR")]
    [InlineData("ExponentialLR")]
    [InlineData("ConstantLR")]
    [InlineData("LinearLR")]
    [InlineData("CosineAnnealingLR")]
    public void Going_to_a_step_at_once_gives_the_learning_rate_that_walking_there_gives(string name)
    {
        using var walked = new SGD([new Parameter(Wave([3]))], 0.2);
        using var jumped = new SGD([new Parameter(Wave([3]))], 0.2);
        var (walker, jumper) = (Makers[name](walked), Makers[name](jumped));
        for (var t = 1; t < 13; t++)
        {
            walker.step();
            jumper.step((int?)t);
            Assert.Equal(walker.get_last_lr().Single(), jumper.get_last_lr().Single(), 1e-12);
        }
    }

    [Fact]
    public void A_plateau_lowers_the_learning_rate_as_in_Python()
    {
        using var optimiser = new SGD([new Parameter(Wave([3]))], 0.2);
        var scheduler = ReduceLROnPlateau(optimiser, factor: 0.5, patience: 2, cooldown: 1, min_lr: [0.02]);
        var rates = new List<double>();
        for (var t = 0; t < 29; t++)
        {
            scheduler.step(t < 6 ? 1.0 / (1 + t) : 0.2);
            rates.Add(scheduler.get_last_lr().Single());
        }
        AssertClose(ModuleReference.Root.GetProperty("plateau").Numbers(), [.. rates], "learning rates", 1e-12);
        Assert.Equal("This scheduler watches a number: step(loss).", Assert.Throws<InvalidOperationException>(scheduler.step).Message);
    }

    [Fact]
    public void One_cycle_moves_the_first_decay_rate_of_Adam()
    {
        using var optimiser = new Adam([new Parameter(Wave([3]))]);
        var scheduler = OneCycleLR(optimiser, 0.5, total_steps: 10);
        Assert.Equal((0.95, 0.999), optimiser.Betas);
        for (var t = 0; t < 2; t++) scheduler.step();
        Assert.Equal(0.85, optimiser.Betas.Item1, 1e-12);
        Assert.Equal(0.5, scheduler.get_last_lr().Single(), 1e-12);
    }
}
