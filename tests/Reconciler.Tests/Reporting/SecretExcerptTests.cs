using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting;

/// <summary>A secret that somebody wrote into a file is not carried on into the log of the run that finds it.</summary>
public sealed class SecretExcerptTests
{
    private const string Line = "auth: { token: hunter2-canary, colour: blue }\r\n";

    [Fact]
    public void A_secret_written_in_clear_is_never_shown_not_by_another_fault_of_its_line_either()
    {
        Diagnostic[] faults =
        [
            new("RC115", Severity.Error, "this is not a secret reference", new SourceSpan("a.yaml", 1, 16, 14), "expected env:RECONCILER_NAME") { Hidden = [new SourceSpan("a.yaml", 1, 16, 14)] },
            new("RC110", Severity.Error, "unknown key `colour`", new SourceSpan("a.yaml", 1, 32, 6), "no such key here"),
        ];

        var text = DiagnosticText.Render(faults, _ => Line, 100).ToPlain();

        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("token: ••••••••••••••, colour").Length - 1);
        Assert.Contains("\n  |                ^^^^^^^^^^^^^^ expected", text, StringComparison.Ordinal);
    }
}
