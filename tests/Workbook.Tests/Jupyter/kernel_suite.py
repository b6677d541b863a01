"""Debian's python3-jupyter-kernel-test against the installed kernelspec; JUPYTER_PATH says where that is."""
import unittest

import jupyter_kernel_test


class CSharpKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = ".net-csharp"
    language_name = "csharp"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world")'
    code_stderr = 'Console.Error.WriteLine("trouble")'
    complete_code_samples = ["1 + 1", "var x = 3;", "int Twice(int n) { return 2 * n; }"]
    incomplete_code_samples = ["if (true) {", "Console.WriteLine(", "class A {"]
    invalid_code_samples = ["var x = ) ;"]
    code_generate_error = 'throw new InvalidOperationException("as asked")'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": 'HTML("<b>bold</b>")', "mime": "text/html"},
        {"code": "1 + 2", "result": "3"},
    ]
    code_display_data = [
        {"code": 'display(HTML("<i>slanted</i>"));', "mime": "text/html"},
        {"code": 'display(Markdown("**strong**"));', "mime": "text/markdown"},
    ]
    code_history_pattern = "6 ? 7*"
    supported_history_operations = ("tail", "range", "search")
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "Math.Sq", "matches": {"Sqrt"}},
        {"text": "whi", "matches": {"while"}},
    ]
    code_inspect_sample = "Math.Sqrt"
    # Not for C#: test_pager and test_clear_output; the language has no command for either.


if __name__ == "__main__":
    unittest.main(verbosity=2)
