using System.Runtime.InteropServices;
using Reconciler.Core.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reconciler.Manifests.Yaml;

/// <summary>One pass over the parser's events that lays nodes down in document order, counting before it keeps.</summary>
internal sealed class YamlReader
{
    public const int MaxDepth = 64;
    public const int MaxAliases = 100;

    private readonly YamlSource source;
    private readonly string text;
    private readonly List<PlainRun> runs;
    private readonly YamlEvents events;
    private readonly NodeBudget budget;
    private readonly ICollection<Diagnostic> faults;
    private readonly List<NodeRecord> records;
    private readonly Stack<OpenNode> open = new();
    private readonly KeyCheck keys;
    private readonly Anchors anchors = new();
    private OpenNode frame;
    private int aliases;
    private int run;
    private bool whole = true;

    private YamlReader(YamlSource source, List<PlainRun> runs, NodeBudget budget, ICollection<Diagnostic> faults)
    {
        (this.source, text, this.runs, this.budget, this.faults) = (source, source.Text, runs, budget, faults);
        events = new YamlEvents(text, runs);
        records = new(Math.Min(text.Length / 16, 1 << 20) + 4);
        keys = new(records, (first, second) => faults.Add(YamlFaults.DuplicateKey(SpanOf(second), records[second].Text, SpanOf(first))));
    }

    /// <param name="source">The text.</param>
    /// <param name="budget">What the texts of the workspace share.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="folds">Whether runs of simple items go past the parser: what is read is the same either way.</param>
    public static YamlDocument Read(YamlSource source, NodeBudget budget, ICollection<Diagnostic> faults, bool folds = true)
    {
        if (!source.IsSound)
            return Broken(source);
        var foldable = folds ? PlainRuns.Find(source.Text) : [];
        if (foldable.Count > 0)
        {
            // Whatever is wrong is found anew without runs, so that every fault is told in one way.
            var (used, repeated, found) = (budget.Used, budget.Repeated, new List<Diagnostic>());
            var document = new YamlReader(source, foldable, budget, found).Read();
            if (document.IsWhole && found.Count == 0)
                return document;
            budget.Restore(used, repeated);
        }

        return new YamlReader(source, [], budget, faults).Read();
    }

    private static YamlDocument Broken(YamlSource source) => new(source, [new() { Text = "", Next = 1, Form = NodeForm.Plain }], isWhole: false);

    private YamlDocument Read()
    {
        try
        {
            if (!ReadStream() || !whole || run < runs.Count)
                return Broken(source);
        }
        catch (YamlException e)
        {
            var fault = YamlFaults.Syntax(source, SyntaxClues.Of(StopOf(e)));
            // An alias or a tag that was meant as text has been told already.
            if (!faults.Any(f => f.Span.Line == fault.Span.Line && f.Span.Column == fault.Span.Column))
                faults.Add(fault);
            return Broken(source);
        }

        if (records.Count == 0)
            Add(NodeForm.Plain, "", 0, 0);
        return new(source, [.. records], isWhole: true);
    }

    private SyntaxStop StopOf(YamlException fault)
    {
        var at = (int)Math.Clamp(fault.Start.Index, 0, text.Length);
        var read = open.Count == 0 ? 0 : Math.Max(frame.End, records[frame.Index].Start + (frame.Opens(text, records) ? 1 : 0));
        // A value that is not written stands where the parser gave up, or nearly.
        var last = records.Count - 1;
        while (open.Count > 0 && last > frame.Index && records[last].Start == records[last].End)
            last--;
        if (open.Count > 0 && records[last].Form is not (NodeForm.Mapping or NodeForm.Sequence) && (last < records.Count - 1 || records[last].End == frame.End))
            read = records[last].Start;
        var brackets = open.Reverse().Append(frame).Where(f => f.Opens(text, records)).Select(f => records[f.Index].Start);
        // Where the parser lost itself, it has read no further.
        if (fault.Message.Length == 0)
            at = Math.Max(at, read);
        return new(text, fault.Message, at, (int)Math.Clamp(fault.End.Index, at, text.Length), Math.Min(read, at), [.. brackets]);
    }

    private bool ReadStream()
    {
        var documents = 0;
        while (events.MoveNext())
        {
            switch (events.Current)
            {
                // Nearly every event, so it is asked for first.
                case Scalar scalar:
                    if (!ReadScalar(scalar))
                        return false;
                    break;
                case DocumentStart start when ++documents > 1:
                    faults.Add(YamlFaults.SeveralDocuments(Span(Whole(start.Start), Whole(start.End))));
                    return true;
                case MappingStart mapping:
                    if (!Open(mapping, NodeForm.Mapping))
                        return false;
                    break;
                case SequenceStart sequence:
                    if (!Open(sequence, NodeForm.Sequence))
                        return false;
                    break;
                case MappingEnd or SequenceEnd:
                    Close(Whole(events.Current.Start));
                    break;
                case AnchorAlias alias:
                    if (!ReadAlias(alias))
                        return false;
                    break;
            }
        }

        return true;
    }

    private bool ReadScalar(Scalar scalar)
    {
        var start = BeginNode(scalar, out var refused);
        if (refused)
            return false;
        var end = Math.Max(start, Whole(scalar.End));
        var plain = scalar.Style is ScalarStyle.Plain;
        // An anchor before nothing ends where the next token begins; the empty value stands behind the anchor.
        if (plain && scalar.Value.Length == 0)
            end = start;
        var isKey = frame.AtKey;
        var value = isKey ? budget.Share(scalar.Value) : scalar.Value;
        if (plain && value.Length > 0 && value[0] > '\u007f' && BlankIndents.Begins(text, start) && BlankIndents.Find(text) is { } blanks)
        {
            Lose(YamlFaults.Syntax(source, blanks));
            return false;
        }

        if (isKey)
        {
            if (!CheckKey(value, plain, start, end))
                return false;
        }
        else if (plain && value.Length == 0)
        {
            CheckNothing(scalar, start);
        }
        else if (scalar.Style is ScalarStyle.DoubleQuoted && YamlText.LoneSurrogate(value) >= 0)
            faults.Add(YamlFaults.Syntax(source, QuotedText.BadEscape(text, start) ?? SyntaxFinding.Of(start, end, "half of a character", "")));
        Remember(scalar, records.Count, 1, 0);
        Add(plain ? NodeForm.Plain : NodeForm.Quoted, value, start, end);
        frame.Took(1, 0, end);
        return run == runs.Count || start < runs[run].Item || (plain && Unfold(runs[run], start, end));
    }

    // The lines behind the one that the parser took for an item of a block list. False when it took it for something else.
    private bool Unfold(PlainRun lines, int start, int end)
    {
        if (start != lines.Item || end != start + lines.Length || open.Count == 0 || frame.IsMapping || text[records[frame.Index].Start] != '-')
            return false;
        for (var line = lines.From; line < lines.To;)
        {
            start = line + lines.Indent;
            end = start + PlainRuns.WordAt(text.AsSpan(start));
            if (!budget.TryTake(1))
                return Refuse(start, YamlBound.Nodes, budget.Limit);
            Add(NodeForm.Plain, text[start..end], start, end);
            frame.Took(1, 0, end);
            line = end + (text[end] == '\r' ? 2 : 1);
        }

        run++;
        return true;
    }

    // False when nothing behind it can be read as it was meant.
    private bool CheckKey(string key, bool plain, int start, int end)
    {
        if (key.Length == 0)
        {
            var colon = plain && start > 0 && text[start - 1] == ':' ? start - 1 : start;
            Lose(YamlFaults.Key(Span(colon, Math.Max(colon + 1, end)), KeyForm.Empty));
            return !plain;
        }

        if (plain && key == "<<")
            Lose(YamlFaults.Key(Span(start, end), KeyForm.Merge));
        else if (YamlText.HiddenInKey(key) is { } hidden)
            Lose(YamlFaults.HiddenInKey(Span(start, end), hidden));
        return true;
    }

    // Where no value is written, something else may stand for it: a tag that was meant as text, or a key with the value grown onto it.
    private void CheckNothing(Scalar scalar, int start)
    {
        if (!scalar.Tag.IsEmpty)
        {
            whole = false;
            return;
        }

        if (!frame.IsMapping || !frame.Opens(text, records) || records[^1] is not { Form: NodeForm.Plain } key)
            return;
        if (LineLook.TightColonIn(text, key.Start, key.End) is var colon and >= 0 && text.AsSpan(key.End, start - key.End).IsWhiteSpace())
            Lose(YamlFaults.Syntax(source, ValueClues.MissingSpace(colon)));
    }

    private bool Open(NodeEvent node, NodeForm form)
    {
        var atKey = frame.AtKey;
        var start = BeginNode(node, out var refused);
        if (refused)
            return false;
        if (open.Count >= MaxDepth)
            return Refuse(start, YamlBound.Depth, MaxDepth);
        if (atKey)
        {
            var isTemplate = text.AsSpan(0, start + 1).EndsWith("{{", StringComparison.Ordinal);
            Lose(isTemplate ? YamlFaults.Syntax(source, SyntaxClues.Template(text, start - 1)) : YamlFaults.Key(Span(start, start + 1), KeyForm.Collection));
            if (isTemplate)
                return false;
        }

        var anchor = node.Anchor.IsEmpty ? null : node.Anchor.Value;
        if (anchor is not null)
            anchors.Open(anchor);
        open.Push(frame);
        frame = new() { Index = records.Count, IsMapping = form is NodeForm.Mapping, Size = 1, Anchor = anchor };
        Add(form, "", start, start + 1);
        return true;
    }

    private void Close(int at)
    {
        ref var record = ref CollectionsMarshal.AsSpan(records)[frame.Index];
        record.Next = records.Count;
        // The parser knows where a flow collection ends; for a block it points at whatever comes next.
        record.End = text[record.Start] is '{' or '[' && at < text.Length && text[at] is '}' or ']' ? at + 1 : Math.Max(record.End, frame.End);
        // A key that is no scalar puts the following ones out of step.
        if (frame.IsMapping && whole)
            keys.Check(frame.Index);
        var (closed, height) = (frame, frame.Height + 1);
        if (closed.Anchor is not null)
            anchors.Close(closed.Anchor, new(closed.Index, closed.Size, height));
        frame = open.Pop();
        frame.Took(closed.Size, height, record.End);
    }

    private bool ReadAlias(AnchorAlias alias)
    {
        var (start, end) = (Whole(alias.Start), Whole(alias.End));
        if (++aliases > MaxAliases)
            return Refuse(start, YamlBound.Aliases, MaxAliases);
        var known = anchors.TryFind(alias.Value.Value, out var target);
        if (frame.AtKey || !known || target.IsOpen)
        {
            Lose(frame.AtKey
                ? YamlFaults.Key(Span(start, end), KeyForm.Alias)
                : YamlFaults.Alias(Span(start, end), recursive: known));
            target = new(0, 1, 0);
        }

        if (!budget.TryRepeat(target.Size))
            return Refuse(start, YamlBound.Repeats, NodeBudget.MostRepeated);
        if (!budget.TryTake(target.Size))
            return Refuse(start, YamlBound.Nodes, budget.Limit);
        if (open.Count + target.Height > MaxDepth)
            return Refuse(start, YamlBound.Depth, MaxDepth);
        Add(NodeForm.Alias, "", start, end);
        CollectionsMarshal.AsSpan(records)[^1].Next = target.Index;
        frame.Took(target.Size, target.Height, end);
        return true;
    }

    private int BeginNode(NodeEvent node, out bool refused)
    {
        var start = Whole(node.Start);
        refused = !budget.TryTake(1) && !Refuse(start, YamlBound.Nodes, budget.Limit);
        if (!node.Tag.IsEmpty)
        {
            var written = PropertyText.At(text, start, '!');
            faults.Add(YamlFaults.Tag(Span(written.Start, written.End), FormOf(node, written.Start)));
        }

        return node.Anchor.IsEmpty && node.Tag.IsEmpty ? start : PropertyText.Behind(text, start);
    }

    private TagForm FormOf(NodeEvent node, int start)
    {
        if (node is Scalar { Style: ScalarStyle.Plain, Value.Length: 0 })
            return TagForm.Alone;
        return text.AsSpan(start).StartsWith("!!", StringComparison.Ordinal) ? TagForm.Common : TagForm.Local;
    }

    private void Remember(NodeEvent node, int index, long size, int height)
    {
        if (!node.Anchor.IsEmpty)
            anchors.Close(node.Anchor.Value, new(index, size, height));
    }

    private void Add(NodeForm form, string value, int start, int end) =>
        records.Add(new() { Text = value, Start = start, End = end, Next = records.Count + 1, Form = form });

    private bool Refuse(int start, YamlBound bound, int limit)
    {
        faults.Add(YamlFaults.Bound(Span(start, start + 1), bound, limit));
        return false;
    }

    // The fault makes the tree differ from what was meant: nothing further is said about this text.
    private void Lose(Diagnostic fault)
    {
        faults.Add(fault);
        whole = false;
    }

    private int Whole(Mark mark) => events.Whole(mark);

    private SourceSpan Span(long start, long end) => source.Lines.SpanOf(source.File, (int)start, (int)end);

    private SourceSpan SpanOf(int index) => source.Lines.SpanOf(source.File, records[index].Start, records[index].End);
}
