using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Kernel;

/// <summary>What each turn of a loop in a cell asks: has the cell been interrupted?</summary>
/// <remarks>
/// Loops in cells are compiled with this question in their bodies (<see cref="LoopCheckRewriter"/>). It costs one comparison and stops
/// cells, and the threads they started, at a place where nothing is half done. An abort, the next step of an interrupt,
/// may end the whole process when it meets code between two calls: the runtime (10.0.12, Linux) cannot throw through the return
/// address that it has replaced there.
/// </remarks>
public static class LoopCheck
{
    internal static volatile bool IsInterrupted;

    /// <summary>Goes on, or throws when the running cell was interrupted.</summary>
    /// <exception cref="OperationCanceledException">The running cell was interrupted.</exception>
    public static void Turn()
    {
        if (IsInterrupted) Stop();
    }

    private static void Stop() => throw new OperationCanceledException("The cell was interrupted.");
}

/// <summary>Puts <see cref="LoopCheck.Turn"/> at the beginning of each loop's body, without moving anything to another line.</summary>
internal sealed class LoopCheckRewriter : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Turn = SyntaxFactory.ParseStatement($"global::{typeof(LoopCheck).FullName}.{nameof(LoopCheck.Turn)}();");

    private LoopCheckRewriter()
    {
    }

    /// <summary>The tree with the question in every loop; the tree itself when it has none.</summary>
    public static SyntaxTree Rewrite(SyntaxTree tree)
    {
        var root = tree.GetRoot();
        var rewritten = new LoopCheckRewriter().Visit(root);
        return rewritten == root ? tree : tree.WithRootAndOptions(rewritten, tree.Options);
    }

    /// <inheritdoc/>
    public override SyntaxNode VisitWhileStatement(WhileStatementSyntax node)
    {
        var loop = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return loop.WithStatement(Checked(loop.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode VisitDoStatement(DoStatementSyntax node)
    {
        var loop = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return loop.WithStatement(Checked(loop.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode VisitForStatement(ForStatementSyntax node)
    {
        var loop = (ForStatementSyntax)base.VisitForStatement(node)!;
        return loop.WithStatement(Checked(loop.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode VisitForEachStatement(ForEachStatementSyntax node)
    {
        var loop = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return loop.WithStatement(Checked(loop.Statement));
    }

    private static BlockSyntax Checked(StatementSyntax body) => body is BlockSyntax block
        ? block.WithStatements(block.Statements.Insert(0, Turn))
        : SyntaxFactory.Block(Turn, body);
}
