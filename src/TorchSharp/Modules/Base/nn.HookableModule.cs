namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose calls can be watched and changed: hooks run before and after <c>forward</c>, in the order of registration.</summary>
        /// <typeparam name="TPreHook">Sees the input and may replace it.</typeparam>
        /// <typeparam name="TPostHook">Sees input and result and may replace the result.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module where TPreHook : Delegate where TPostHook : Delegate
        {
            private readonly List<(string Key, Delegate Hook)> before = [];
            private readonly List<(string Key, Delegate Hook)> after = [];
            private int registered;

            /// <inheritdoc/>
            protected HookableModule(string name) : base(name)
            {
            }

            /// <summary>Runs before each call, copied so that a hook may remove itself; most modules have none.</summary>
            private protected Delegate[] Before => before.Count == 0 ? [] : [.. before.Select(h => h.Hook)];

            /// <summary>Runs after each call.</summary>
            private protected Delegate[] After => after.Count == 0 ? [] : [.. after.Select(h => h.Hook)];

            /// <summary>Has a function run after each call; what it returns, unless null, replaces the result.</summary>
            /// <param name="hook">The function.</param>
            /// <returns>What removes it again.</returns>
            public HookRemover register_forward_hook(TPostHook hook) => Register(after, hook);

            /// <summary>Has a function run before each call; what it returns, unless null, replaces the input.</summary>
            /// <param name="hook">The function.</param>
            /// <returns>What removes it again.</returns>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Register(before, hook);

            /// <summary>Has a function run after each call.</summary>
            /// <param name="hook">The function, given the module.</param>
            /// <returns>What removes it again.</returns>
            public HookRemover register_forward_hook(Action<Module> hook) => Register(after, hook);

            /// <summary>Has a function run before each call.</summary>
            /// <param name="hook">The function, given the module.</param>
            /// <returns>What removes it again.</returns>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Register(before, hook);

            private HookRemover Register(List<(string, Delegate)> hooks, Delegate hook)
            {
                var key = $"{registered++}";
                hooks.Add((key, hook));
                return new HookRemover(this, key);
            }

            /// <summary>Removes a hook.</summary>
            /// <param name="module">The module that has it.</param>
            /// <param name="key">Under which it was registered.</param>
            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                /// <summary>Removes the hook: from the next call on it does not run.</summary>
                public void remove()
                {
                    module.before.RemoveAll(h => h.Key == key);
                    module.after.RemoveAll(h => h.Key == key);
                }
            }
        }
    }
}
