using FsCheck;
using Xunit.Abstractions;

namespace Reconciler.Tests.Estates;

/// <summary>Prints how a property ended, with the seed that repeats it.</summary>
internal sealed class PropertyRunner(ITestOutputHelper output) : IRunner
{
    public void OnStartFixture(Type t)
    {
    }

    public void OnArguments(int ntest, Microsoft.FSharp.Collections.FSharpList<object> args, Microsoft.FSharp.Core.FSharpFunc<int, Microsoft.FSharp.Core.FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string>> every)
    {
    }

    public void OnShrink(Microsoft.FSharp.Collections.FSharpList<object> args, Microsoft.FSharp.Core.FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string> everyShrink)
    {
    }

    public void OnFinished(string name, TestResult testResult)
    {
        var text = FsCheck.Runner.onFinishedToString(name, testResult);
        output.WriteLine(text);
        Assert.True(testResult.IsPassed, text);
    }
}
