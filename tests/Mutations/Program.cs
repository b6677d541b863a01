using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Mutations;

var root = args[0];
var topics = new List<string>();
var options = new Dictionary<string, int> { ["--each"] = 5, ["--seed"] = 1, ["--jobs"] = Environment.ProcessorCount };
for (var i = 1; i < args.Length; i++)
{
    if (!options.ContainsKey(args[i])) topics.Add(args[i]);
    else if (++i < args.Length && int.TryParse(args[i], out var number) && number >= 1) options[args[i - 1]] = number;
    else return Refuse($"{args[i - 1]} takes a whole number of at least 1.");
}

var library = new Library(root);
if (topics.FirstOrDefault(t => !library.Topics.Contains(t)) is { } unknown) return Refuse($"There is no topic '{unknown}'. There are: {string.Join(", ", library.Topics)}.");
if (topics.Count == 0) topics.AddRange(library.Topics);

var explained = File.ReadAllLines(Path.Combine(root, "tests", "Mutations", "explained.txt")).Where(l => l.Length > 0 && l[0] != '#')
    .Select(l => l.Split(" ## ")).ToDictionary(p => p[0].Trim(), p => p[1].Trim());
// By a hash of the change and the seed: which formulas are changed does not depend on the rest of the code.
string Order(Mutant mutant) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{options["--seed"]} {mutant.Name}")));
var mutants = topics.SelectMany(t => library.Mutants(t).DistinctBy(m => m.Name).OrderBy(Order, StringComparer.Ordinal).Take(options["--each"])).ToArray();

var beds = new ConcurrentBag<TestBed>(Enumerable.Range(0, options["--jobs"]).Select(_ => new TestBed(root)));
var results = new string?[mutants.Length];
try
{
    // A test that fails without any change would make every change look noticed.
    beds.TryPeek(out var first);
    if (first!.FirstFailure(path => library.Write(null, path), topics[0]) is { } failed) return Refuse($"Without any change {failed} fails. Mend it first: ./workbook test");
    await Parallel.ForAsync(0, mutants.Length, new ParallelOptions { MaxDegreeOfParallelism = beds.Count }, (i, _) =>
    {
        beds.TryTake(out var bed);
        results[i] = bed!.FirstFailure(path => library.Write(mutants[i], path), mutants[i].Topic);
        beds.Add(bed);
        var verdict = results[i] is { } test ? $"noticed by {test}" : explained.TryGetValue(mutants[i].Name, out var why) ? $"explained: {why}" : "NOT NOTICED";
        Console.WriteLine($"{mutants[i].Topic}/{mutants[i].Name} (line {mutants[i].Line}): {verdict}");
        return ValueTask.CompletedTask;
    });
}
finally
{
    foreach (var bed in beds) bed.Dispose();
}

var silent = mutants.Where((_, i) => results[i] is null).ToArray();
var unexplained = silent.Count(m => !explained.ContainsKey(m.Name));
Console.WriteLine($"{mutants.Length} changes over {topics.Count} topics: {mutants.Length - silent.Length} noticed, {silent.Length - unexplained} explained, {unexplained} not noticed");
return unexplained == 0 ? 0 : 1;

static int Refuse(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}
