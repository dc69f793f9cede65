using System.Text;

namespace Reconciler.Core.Targets;

/// <summary>
/// Takes known secrets out of texts: the second net under types that have no text form. Looking costs the same whether it knows one secret or
/// a hundred thousand. Safe to share between threads.
/// </summary>
public sealed class Redaction
{
    /// <summary>How many passwords are known at a time: more than are under way in any batch.</summary>
    public const int MostPassing = 4096;

    private readonly Lock _gate = new();

    // By its first characters, every form of a secret; the longest first: one may be part of another.
    private readonly Dictionary<string, string[]> _forms = new(StringComparer.Ordinal);

    // What a form may begin with, shorter than the keys above.
    private readonly Dictionary<string, int> _beginnings = new(StringComparer.Ordinal);
    private readonly int[] _firsts = new int[char.MaxValue + 1];
    private readonly Queue<string> _passing = new();
    private int _count;
    private int _longest;

    /// <summary>Nothing is known, so nothing is looked for.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    /// <summary>Remembers a secret for good, in all its forms, and hands it back.</summary>
    public Secret Add(Secret secret)
    {
        Learn(SecretForms.Of(secret.Reveal()));
        return secret;
    }

    /// <summary>Remembers a password that is made, sent and forgotten, until some thousands more have passed, and hands it back.</summary>
    public string AddPassing(string password)
    {
        lock (_gate)
        {
            Learn(SecretForms.Quoted(password));
            _passing.Enqueue(password);
            if (_passing.Count > MostPassing)
                Forget(SecretForms.Quoted(_passing.Dequeue()));
        }

        return password;
    }

    /// <summary>The text with <c>***</c> in place of every secret.</summary>
    public string Over(string text) => OverPart(text, isWhole: true).Said;

    /// <summary>
    /// The text as far as it can be said already: without secrets, and without an end that may be the beginning of one, which is handed back
    /// to be put before what follows.
    /// </summary>
    public (string Said, string Kept) OverPart(string text) => OverPart(text, isWhole: false);

    private (string Said, string Kept) OverPart(string text, bool isWhole)
    {
        if (IsEmpty)
            return (text, "");
        lock (_gate)
        {
            StringBuilder? clean = null;
            int copied = 0, end = text.Length;
            for (var at = 0; at < text.Length; at++)
            {
                if (_firsts[text[at]] == 0)
                    continue;
                var rest = text.AsSpan(at);
                // Whoever begins first is whole first; what may yet become the longer of two is waited for.
                if (!isWhole && MayGoOn(rest))
                {
                    end = at;
                    break;
                }

                if (LengthAt(rest) is not (> 0 and var length))
                    continue;
                (clean ??= new StringBuilder()).Append(text, copied, at - copied).Append(Secret.Hidden);
                at += length - 1;
                copied = at + 1;
            }

            return (clean is null ? text[..end] : clean.Append(text, copied, end - copied).ToString(), text[end..]);
        }
    }

    private int LengthAt(ReadOnlySpan<char> text)
    {
        if (text.Length < Secret.Shortest || !_forms.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..Secret.Shortest], out var forms))
            return 0;
        foreach (var form in forms)
        {
            if (text.StartsWith(form, StringComparison.Ordinal))
                return form.Length;
        }

        return 0;
    }

    private bool MayGoOn(ReadOnlySpan<char> end)
    {
        if (end.Length >= _longest)
            return false;
        if (end.Length < Secret.Shortest)
            return _beginnings.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(end);
        if (!_forms.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(end[..Secret.Shortest], out var forms))
            return false;
        foreach (var form in forms)
        {
            if (form.Length > end.Length && form.AsSpan().StartsWith(end, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private void Learn(IEnumerable<string> forms)
    {
        lock (_gate)
        {
            foreach (var form in forms.Where(f => f.Length >= Secret.Shortest).Distinct(StringComparer.Ordinal))
            {
                var head = form[..Secret.Shortest];
                var known = _forms.GetValueOrDefault(head, []);
                if (known.Contains(form, StringComparer.Ordinal))
                    continue;
                _forms[head] = [.. known.Append(form).OrderByDescending(f => f.Length)];
                Count(head, 1);
                _longest = Math.Max(_longest, form.Length);
            }
        }
    }

    private void Forget(IEnumerable<string> forms)
    {
        foreach (var form in forms.Where(f => f.Length >= Secret.Shortest).Distinct(StringComparer.Ordinal))
        {
            var head = form[..Secret.Shortest];
            var known = _forms.GetValueOrDefault(head, []);
            var left = known.Where(f => f != form).ToArray();
            if (left.Length == known.Length)
                continue;
            if (left.Length == 0)
                _forms.Remove(head);
            else
                _forms[head] = left;
            Count(head, -1);
        }
    }

    private void Count(string head, int by)
    {
        Volatile.Write(ref _count, _count + by);
        _firsts[head[0]] += by;
        for (var length = 1; length < head.Length; length++)
        {
            var beginning = head[..length];
            var left = _beginnings.GetValueOrDefault(beginning) + by;
            if (left == 0)
                _beginnings.Remove(beginning);
            else
                _beginnings[beginning] = left;
        }
    }
}
