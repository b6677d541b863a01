using System.Numerics;
using RankCollapse.Models.Recurrence;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.Recurrence;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Recurrence;

public class UniversalityLearningTests
{
    private static readonly RandomSource Random = new(3);
    private static readonly Complex[] Ring = [.. Enumerable.Range(0, 16).Select(n => Complex.FromPolarCoordinates(0.99, Math.PI * (n + 0.5) / 16))];

    [Fact]
    public void A_decoder_reads_white_noise_off_ring_modes_and_not_off_real_ones()
    {
        var decoding = new MemoryDecoding { Length = 12, Steps = 400, TestCount = 500 };
        var ring = decoding.Run(Ring, Random.Stream("ring"));
        var real = decoding.Run([.. Enumerable.Range(0, 16).Select(n => new Complex(-0.95 + (1.9 * n / 15), 0))], Random.Stream("ring"));
        Assert.InRange(ring.Error, 0, 0.05);
        Assert.InRange(real.Error, 0.2, 1.1);
        Assert.InRange(real.ErrorByLag[0], 0, 0.1);
        Assert.Equal(12, ring.ErrorByLag.Count);
    }

    [Fact]
    public void A_decoding_repeats_itself_digit_by_digit()
    {
        var decoding = new MemoryDecoding { Length = 6, Steps = 20, TestCount = 50 };
        Assert.Equal(decoding.Run(Ring, Random.Stream("same")).ErrorByLag, decoding.Run(Ring, Random.Stream("same")).ErrorByLag);
    }

    [Fact]
    public void What_the_mlp_reads_are_scaled_states_and_the_time()
    {
        using var scope = NewDisposeScope();
        using var model = new ModesAndMlp(Ring, 8, 2, learnsModes: true);
        double[] signal = [.. Enumerable.Range(0, 20).Select(k => Math.Sin(1 + k))];
        var features = model.Features(tensor(signal, [1, 20, 1], dtype: float64).to(float32))[0].ToMatrix();
        var states = new ClockedRecurrence(Ring, 1).Run(signal);
        Assert.Equal((20, 16 + 16 + 9), (features.RowCount, features.ColumnCount));
        for (var k = 0; k < 20; k++)
        {
            var gamma = Math.Sqrt(1 - (0.99 * 0.99));
            for (var n = 0; n < 16; n++)
            {
                Assert.Equal(gamma * states[k].Modes[n].Real, features[k, n], 2e-5);
                Assert.Equal(gamma * states[k].Modes[n].Imaginary, features[k, 16 + n], 2e-5);
            }

            Assert.Equal((k + 1) / 20.0, features[k, 32], 1e-6);
            Assert.Equal(Math.Sin(0.75 * (k + 1)), features[k, 35], 1e-5);
            Assert.Equal(Math.Cos(0.25 * (k + 1)), features[k, 37], 1e-5);
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_forced_system_is_imitated_with_fixed_and_with_learned_modes(bool learnsModes)
    {
        var response = new ForcedResponse { TrainingCount = 64, TestCount = 20, Units = 64, Steps = 150, LearnsModes = learnsModes };
        var run = response.Run(Ring, Random.Stream("data"), Random.Stream("training"));
        Assert.InRange(run.Error, 0, 0.7);
        Assert.True(run.Log.Losses.TakeLast(20).Average() < 0.8 * run.Log.Losses[0]);
        var (truth, answer) = run.Course(3, 1);
        Assert.Equal(run.Test.TargetsOf(3)[1], truth[0]);
        Assert.Equal(64, answer.Length);
    }

    [Fact]
    public void The_convolution_task_is_its_printed_sum()
    {
        var task = new ConvolutionLearning { Count = 3, Length = 30 }.Draw(Random.Stream("task"));
        var kernel = tensor([.. Enumerable.Range(0, 30).Select(k => ConvolutionLearning.Kernel(29 - k))], [1, 1, 30], dtype: float64);
        using var scope = NewDisposeScope();
        var inputs = tensor(task.Inputs.ToArray(), [3, 1, 30], dtype: float64);
        var sums = nn.functional.conv1d(inputs, kernel, padding: 29).narrow(2, 0, 30);
        Assert.True((sums.flatten() - tensor(task.Targets.ToArray())).abs().max().item<double>() < 1e-12);
        Assert.Equal(0.1, ConvolutionLearning.Kernel(0));
    }

    [Theory, InlineData(Activation.Linear), InlineData(Activation.Tanh)]
    public void A_recurrent_layer_learns_the_convolution(Activation activation)
    {
        var log = new ConvolutionLearning { Width = 16, Length = 30, Count = 8, Steps = 60, StepSize = 3e-3 }.Run(activation, Random.Stream("task"), Random.Stream("layer"));
        Assert.Equal(61, log.Losses.Count);
        Assert.True(log.Losses[^1] < log.Losses[0] / 2, $"{log.Losses[0]} to {log.Losses[^1]}");
    }

    [Fact]
    public void A_linear_recurrent_layer_is_linear_and_a_tanh_layer_is_not()
    {
        using var scope = NewDisposeScope();
        double Bend(Activation activation)
        {
            using var layer = Initialisation.Xavier(new RecurrentLayer(8, activation), Random.Stream("layer"));
            var signal = ones(1, 10, 1);
            return (layer.call(2 * signal) - (2 * layer.call(signal))).abs().max().item<float>();
        }

        Assert.InRange(Bend(Activation.Linear), 0, 1e-5);
        Assert.True(Bend(Activation.Tanh) > 1e-2);
    }

    [Fact]
    public void Refusals_say_what_is_wanted()
    {
        Assert.StartsWith("An eigenvalue was <1; 0>, of modulus 1; it must be above 0 and below 1.", Assert.Throws<ArgumentException>(() => new ModesAndMlp([1], 4, 1, false)).Message);
        Assert.StartsWith("An eigenvalue was <1.5; 0>, of modulus 1.5; it must be at most 1.", Assert.Throws<ArgumentException>(() => new MemoryDecoding().Run([1.5], Random.Stream(0))).Message);
    }
}
