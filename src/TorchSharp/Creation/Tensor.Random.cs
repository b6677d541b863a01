using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Zeros and ones; each element is the probability of a one.</summary>
        /// <param name="generator">Where the random numbers come from; the default source when left out.</param>
        public Tensor bernoulli(Generator? generator = null) => Aten.bernoulli.Call(this, generator);

        /// <summary>Indices drawn with probabilities in proportion to the elements, row by row.</summary>
        /// <param name="num_samples">How many from each row.</param>
        /// <param name="replacement">Whether an index may be drawn again.</param>
        /// <param name="generator">Where the random numbers come from; the default source when left out.</param>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.multinomial.Call(this, num_samples, replacement, generator);

        /// <summary>Poisson random numbers; each element is the mean.</summary>
        /// <param name="generator">Where the random numbers come from; the default source when left out.</param>
        public Tensor poisson(Generator? generator = null) => Aten.poisson.Call(this, generator);

        /// <summary>Fills the tensor with ones, each with one probability, and zeros.</summary>
        /// <param name="p">The probability of a one.</param>
        /// <param name="generator">Where the random numbers come from; the default source when left out.</param>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Aten.bernoulli__float.InPlace(this, p, generator);

        /// <summary>Fills the tensor with ones, each with a probability of its own, and zeros.</summary>
        /// <param name="p">The probabilities of ones.</param>
        /// <param name="generator">Where the random numbers come from; the default source when left out.</param>
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Aten.bernoulli__Tensor.InPlace(this, p, generator);

        /// <summary>Fills the tensor with normal random numbers.</summary>
        /// <param name="mean">Their mean.</param>
        /// <param name="std">Their standard deviation.</param>
        /// <param name="generator">Where they come from; the default source when left out.</param>
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) => Aten.normal_.InPlace(this, mean, std, generator);

        /// <summary>Fills the tensor with numbers whose logarithms are normal.</summary>
        /// <param name="mean">The mean of the logarithms.</param>
        /// <param name="std">Their standard deviation.</param>
        /// <param name="generator">Where they come from; the default source when left out.</param>
        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null) => Aten.log_normal_.InPlace(this, mean, std, generator);

        /// <summary>Fills the tensor with uniform random numbers.</summary>
        /// <param name="from">The least.</param>
        /// <param name="to">Their bound.</param>
        /// <param name="generator">Where they come from; the default source when left out.</param>
        public Tensor uniform_(double from, double to, Generator? generator = null) => Aten.uniform_.InPlace(this, from, to, generator);

        /// <summary>Fills the tensor with random whole numbers, each as likely as the others.</summary>
        /// <param name="from">The least.</param>
        /// <param name="to">One more than the greatest.</param>
        /// <param name="generator">Where they come from; the default source when left out.</param>
        public Tensor random_(double from, double to, Generator? generator = null) => Aten.random__from.InPlace(this, (long)from, (long)to, generator);

        /// <summary>Fills the tensor with exponential random numbers.</summary>
        /// <param name="lambda">Their rate.</param>
        /// <param name="generator">Where they come from; the default source when left out.</param>
        public Tensor exponential_(double lambda = 1, Generator? generator = null) => Aten.exponential_.InPlace(this, lambda, generator);

        /// <summary>Fills the tensor with the numbers of trials up to the first success.</summary>
        /// <param name="p">With which probability a trial succeeds.</param>
        /// <param name="generator">Where they come from; the default source when left out.</param>
        public Tensor geometric_(double p, Generator? generator = null) => Aten.geometric_.InPlace(this, p, generator);

        /// <summary>Fills the tensor with Cauchy random numbers.</summary>
        /// <param name="median">Their median.</param>
        /// <param name="sigma">Half the distance between their quartiles.</param>
        /// <param name="generator">Where they come from; the default source when left out.</param>
        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) => Aten.cauchy_.InPlace(this, median, sigma, generator);
    }
}
