namespace Workbook.Tests.Kernel;

public class ErrorTests(SharedKernel kernel) : IClassFixture<SharedKernel>
{
    [Fact]
    public void An_exception_names_the_cell_and_quotes_its_line()
    {
        var first = kernel.Run("int Divide(int x)\n{\n    return 1 / x;\n}");
        var count = (int)first.Reply["execution_count"]!;
        var answer = kernel.Run("var zero = 0;\nDivide(zero)");
        Assert.Equal("DivideByZeroException", answer.ErrorName);
        Assert.Equal($"""
            DivideByZeroException: Attempted to divide by zero.
               at Divide(Int32 x) in Cell {count}, line 3
                    return 1 / x;
               at the cell in Cell {count + 1}, line 2
                    Divide(zero)
            """, answer.Traceback, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Lines_in_asynchronous_functions_and_loops_are_the_cells_own()
    {
        var answer = kernel.Run("async Task<int> Later(int x)\n{\n    await Task.Yield();\n    while (true)\n        if (x == 0) throw new Exception(\"late\");\n}\nawait Later(0);");
        Assert.Contains("line 5\n        if (x == 0) throw new Exception(\"late\");", answer.Traceback);
        Assert.Contains("line 7", answer.Traceback);
    }

    [Fact]
    public void The_cause_of_an_exception_is_shown_with_it()
    {
        var answer = kernel.Run("throw new InvalidOperationException(\"outer\", new ArgumentException(\"inner\"));");
        Assert.StartsWith("InvalidOperationException: outer\n", answer.Traceback);
        Assert.Contains("caused by\nArgumentException: inner", answer.Traceback);
    }

    [Fact]
    public void Traces_end_with_the_cell_and_show_nothing_of_the_kernel() =>
        Assert.DoesNotContain("Workbook.Kernel", kernel.Run("int.Parse(\"x\")").Traceback);

    [Fact]
    public void A_compile_error_is_placed_in_the_cell_as_it_was_written()
    {
        var answer = kernel.Run("var a = 1;\nfor (int i = 0; i < 3; i++) a += undefined;");
        Assert.Equal("CompilationError", answer.ErrorName);
        Assert.Contains("line 2, column 34: error CS0103: The name 'undefined' does not exist in the current context", answer.Traceback);
        Assert.EndsWith("    for (int i = 0; i < 3; i++) a += undefined;\n" + new string(' ', 4 + 33) + "^", answer.Traceback);
    }

    [Fact]
    public void A_cell_that_does_not_compile_changes_nothing()
    {
        kernel.Run("var before = 5;");
        Assert.Equal("error", kernel.Run("var before = 6; var b = ;").Status);
        Assert.Equal("5", kernel.Run("before").Result);
    }

    [Fact]
    public void Reading_from_the_console_is_refused_with_the_remedy() =>
        Assert.Contains("Put the value into the cell tagged `parameters`", kernel.Run("Console.ReadLine()").Traceback);

    [Fact]
    public void A_claim_that_does_not_hold_is_shown_and_then_fails_its_cell()
    {
        var answer = kernel.Run("""
            display("{\"id\":\"t/one\",\"holds\":true}", "application/vnd.rankcollapse.claim+json");
            display("{\"id\":\"t/two\",\"holds\":false}", "application/vnd.rankcollapse.claim+json");
            Console.WriteLine("after");
            """);
        Assert.Equal(2, answer.Contents("display_data").Count());
        Assert.Equal("after\n", answer.Stdout);
        Assert.Equal("ClaimFailed", answer.ErrorName);
        Assert.StartsWith("t/two does not hold", answer.Traceback);
    }
}
