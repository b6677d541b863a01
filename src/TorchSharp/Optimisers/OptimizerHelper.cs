using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What optimisers have in common: groups, states, steps, saving. State is made at a parameter's first step.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly Dictionary<Parameter, OptimizerState> states = new(ReferenceEqualityComparer.Instance);

    /// <summary>No groups yet.</summary>
    public OptimizerHelper()
    {
    }

    /// <summary>What groups that do not say otherwise are treated by.</summary>
    private protected abstract OptimizerOptions Defaults { get; }

    /// <summary>The state of a parameter before its first step.</summary>
    private protected abstract OptimizerState NewState(Parameter parameter);

    /// <summary>One step of one parameter; gradients are not recorded.</summary>
    private protected abstract void Update(Parameter parameter, Tensor gradient, OptimizerOptions options, OptimizerState state);

    private protected override Tensor? TakeStep(Func<Tensor>? closure)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var on = enable_grad();
            loss = closure();
        }
        using var off = WithoutGradients.Open();
        foreach (var group in Groups)
        {
            foreach (var parameter in (Parameter[])group.Parameters)
            {
                if (!Gradient.TryGet(parameter, out var gradient)) continue;
                using (gradient) Update(parameter, gradient, group.Options, StateOf(parameter, group.Options));
            }
        }
        return loss;
    }

    /// <inheritdoc/>
    public override void zero_grad() => base.zero_grad();

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => base.parameters();

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A parameter is in a group already.</exception>
    public override void add_param_group(ParamGroup param_group)
    {
        Parameter[] added = [.. param_group.Parameters];
        var known = parameters().ToHashSet<object>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < added.Length; i++)
        {
            if (!known.Add(added[i])) throw new ArgumentException($"Parameter {i} of the group, of shape [{string.Join(", ", added[i].shape)}], is in the optimiser already.", nameof(param_group));
        }
        param_group.Parameters = added;
        param_group.Options.FillFrom(Defaults);
        base.add_param_group(param_group);
    }

    /// <summary>Moves what is remembered.</summary>
    /// <param name="device">Where to.</param>
    public void to(Device device)
    {
        foreach (var state in states.Values) state.to(device);
    }

    /// <summary>What is remembered: options of the groups, states of the parameters.</summary>
    public StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in Groups)
        {
            dictionary.Options.Add(group.Options);
            var places = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                places.Add(states.ContainsKey(parameter) ? dictionary.State.Count : -1);
                if (states.TryGetValue(parameter, out var state)) dictionary.State.Add(state);
            }
            dictionary.StateIndexRef.Add(places);
        }
        return dictionary;
    }

    /// <summary>Copies what another optimiser of the same kind remembers.</summary>
    /// <param name="state_dict">What it gave.</param>
    /// <exception cref="ArgumentException">Groups or parameters differ in number.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        int[] given = [.. state_dict.StateIndexRef.Select(g => g.Count)], own = [.. Groups.Select(g => g.Parameters.Count())];
        if (!given.AsSpan().SequenceEqual(own))
            throw new ArgumentException($"The state is of groups of [{string.Join(", ", given)}] parameters; this optimiser has [{string.Join(", ", own)}].", nameof(state_dict));
        using var off = WithoutGradients.Open();
        for (var i = 0; i < Groups.Count; i++)
        {
            Groups[i].Options.LoadStateDict(state_dict.Options[i]);
            foreach (var (parameter, place) in Groups[i].Parameters.Zip(state_dict.StateIndexRef[i]))
            {
                if (place < 0) Forget(parameter);
                else StateOf(parameter, Groups[i].Options).LoadStateDict(state_dict.State[place]);
            }
        }
    }

    /// <summary>Writes what is remembered, for an exact continuation.</summary>
    /// <param name="location">The file.</param>
    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <summary>Writes what is remembered, for an exact continuation.</summary>
    /// <param name="writer">Where to.</param>
    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        writer.Write(Groups.Count);
        foreach (var group in Groups)
        {
            group.Options.SaveStateDict(writer);
            writer.Write(group.Parameters.Count());
            foreach (var parameter in group.Parameters)
            {
                writer.Write(states.ContainsKey(parameter));
                if (states.TryGetValue(parameter, out var state)) state.SaveStateDict(writer);
            }
        }
        writer.Flush();
    }

    /// <summary>Reads what was remembered when it was written.</summary>
    /// <param name="location">The file.</param>
    /// <exception cref="InvalidDataException">It is of another kind of optimiser, or of other groups.</exception>
    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <summary>Reads what was remembered when it was written.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="InvalidDataException">It is of another kind of optimiser, or of other groups.</exception>
    public virtual void load_state_dict(BinaryReader reader)
    {
        Expect("an optimiser of the kind", GetType().Name, reader.ReadString());
        Expect("groups in the number of", Groups.Count, reader.ReadInt32());
        using var off = WithoutGradients.Open();
        foreach (var group in Groups)
        {
            group.Options.LoadStateDict(reader);
            Expect("parameters of a group in the number of", group.Parameters.Count(), reader.ReadInt32());
            foreach (var parameter in group.Parameters)
            {
                if (reader.ReadBoolean()) StateOf(parameter, group.Options).LoadStateDict(reader);
                else Forget(parameter);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        foreach (var state in states.Values) state.Free();
        states.Clear();
    }

    /// <summary>What an option of the groups is; setting it sets it in all.</summary>
    private protected ParamGroup First => Groups.Count > 0 ? Groups[0] : throw new InvalidOperationException("The optimiser has no parameters.");

    private static void Expect<T>(string what, T own, T found)
    {
        if (!Equals(own, found)) throw new InvalidDataException($"The saved state was expected to be of {what} {own}; {found} was found.");
    }

    private OptimizerState StateOf(Parameter parameter, OptimizerOptions options)
    {
        if (states.TryGetValue(parameter, out var state)) return state;
        state = NewState(parameter);
        state.Initialize(options);
        return states[parameter] = state;
    }

    private void Forget(Parameter parameter)
    {
        if (states.Remove(parameter, out var state)) state.Free();
    }
}
