using System.Security.Cryptography;
using Reconciler.Core.Targets;

namespace Reconciler.Cli.Terminal;

/// <summary>The operating system's randomness.</summary>
internal sealed class Chance : IRandomness
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
