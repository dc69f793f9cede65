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

    private readonly string file;
    private readonly string text;
    private readonly LineMap lines;
    private readonly NodeBudget budget;
    private readonly ICollection<Diagnostic> faults;
    private readonly List<NodeRecord> records;
    private readonly Stack<Frame> open = new();
    private readonly KeyCheck keys;
    private readonly Anchors anchors = new();
    private Frame frame;
    private int aliases;
    private int reached;
    private bool whole = true;

    private YamlReader(string file, string text, LineMap lines, NodeBudget budget, ICollection<Diagnostic> faults)
    {
        (this.file, this.text, this.lines, this.budget, this.faults) = (file, text, lines, budget, faults);
        records = new(Math.Min(text.Length / 16, 1 << 20) + 4);
        keys = new(records, (first, second) => faults.Add(YamlFaults.DuplicateKey(SpanOf(second), records[second].Text, SpanOf(first))));
    }

    public static YamlDocument Read(string file, string text, NodeBudget budget, ICollection<Diagnostic> faults)
    {
        if (text.StartsWith('\ufeff'))
            text = text[1..];
        var tooLarge = text.Length > YamlText.MaxBytes;
        var places = new LineMap(tooLarge ? "" : text);
        if (tooLarge)
            faults.Add(YamlFaults.Bound(places.SpanOf(file, 0, 1), YamlBound.Bytes, YamlText.MaxBytes));
        if (tooLarge || !YamlText.ShowsEverything(file, text, places, faults))
            return Broken(file, text, places);

        var reader = new YamlReader(file, text, places, budget, faults);
        try
        {
            if (!reader.ReadStream() || !reader.whole)
                return Broken(file, text, places);
        }
        catch (YamlException e)
        {
            faults.Add(YamlFaults.Syntax(SyntaxPlace.Of(file, text, places, e), SyntaxMessage.Of(e.Message, text)));
            return Broken(file, text, places);
        }

        if (reader.records.Count == 0)
            reader.Add(NodeForm.Plain, "", 0, 0);
        return new(file, text, places, [.. reader.records], isWhole: true);
    }

    private static YamlDocument Broken(string file, string text, LineMap places) =>
        new(file, text, places, [new() { Text = "", Next = 1, Form = NodeForm.Plain }], isWhole: false);

    // What the parser would have said of the innermost collection, if it is one with brackets.
    private string Unclosed => open.Count == 0 ? "" : text[records[frame.Index].Start] switch
    {
        '{' => "did not find expected ',' or '}'",
        '[' => "flow sequence, did not find expected",
        _ => "",
    };

    private bool ReadStream()
    {
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        var documents = 0;
        while (MoveNext(parser))
        {
            switch (parser.Current)
            {
                case DocumentStart start when ++documents > 1:
                    faults.Add(YamlFaults.SeveralDocuments(Span(start.Start.Index, start.End.Index)));
                    return true;
                case Scalar scalar:
                    if (!ReadScalar(scalar))
                        return false;
                    break;
                case MappingStart mapping:
                    if (!Open(mapping, NodeForm.Mapping))
                        return false;
                    break;
                case SequenceStart sequence:
                    if (!Open(sequence, NodeForm.Sequence))
                        return false;
                    break;
                case MappingEnd or SequenceEnd:
                    Close((int)parser.Current.Start.Index);
                    break;
                case AnchorAlias alias:
                    if (!ReadAlias(alias))
                        return false;
                    break;
            }
        }

        return true;
    }

    // On some broken texts the parser's own bookkeeping fails, without a place: the last event was the last good one.
    private bool MoveNext(Parser parser)
    {
        try
        {
            if (!parser.MoveNext())
                return false;
            reached = (int)(parser.Current?.End.Index ?? reached);
            return true;
        }
        catch (InvalidOperationException)
        {
            throw Lost(Unclosed);
        }
        catch (ArgumentException e)
        {
            throw Lost(e.ParamName is "lowSurrogate" or "highSurrogate" ? "found invalid Unicode" : "scanning a tag");
        }
    }

    private YamlException Lost(string message)
    {
        var place = new Mark(SyntaxPlace.Behind(text, reached), 1, 1);
        return new(place, place, message);
    }

    private bool ReadScalar(Scalar scalar)
    {
        var start = BeginNode(scalar, out var refused);
        if (refused)
            return false;
        var end = Math.Max(start, (int)scalar.End.Index);
        var plain = scalar.Style is ScalarStyle.Plain;
        // An anchor before nothing ends where the next token begins; the empty value stands behind the anchor.
        if (plain && scalar.Value.Length == 0)
            end = start;
        var isKey = frame.AtKey;
        var value = isKey ? budget.Share(scalar.Value) : scalar.Value;
        if (isKey)
            CheckKey(value, plain, start, end);
        else if (scalar.Style is ScalarStyle.DoubleQuoted && YamlText.LoneSurrogate(value) >= 0)
            faults.Add(YamlFaults.Syntax(Span(start, end), SyntaxMessage.Of("found invalid Unicode")));
        Remember(scalar, records.Count, 1, 0);
        Add(plain ? NodeForm.Plain : NodeForm.Quoted, value, start, end);
        frame.Took(1, 0, end);
        return true;
    }

    private void CheckKey(string key, bool plain, int start, int end)
    {
        if (key.Length == 0)
            Lose(YamlFaults.Key(Span(start, end), KeyForm.Empty));
        else if (plain && key == "<<")
            Lose(YamlFaults.Key(Span(start, end), KeyForm.Merge));
        else if (YamlText.HiddenInKey(key) is { } hidden)
            Lose(YamlFaults.Character(Span(start, end), hidden, inKey: true));
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
            Lose(YamlFaults.Key(Span(start, start + 1), isTemplate ? KeyForm.Template : KeyForm.Collection));
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
        var (start, end) = ((int)alias.Start.Index, (int)alias.End.Index);
        if (++aliases > MaxAliases)
            return Refuse(start, YamlBound.Aliases, MaxAliases);
        var known = anchors.TryFind(alias.Value.Value, out var target);
        if (frame.AtKey || !known || target.IsOpen)
        {
            Lose(frame.AtKey
                ? YamlFaults.Key(Span(start, end), KeyForm.Alias)
                : YamlFaults.Alias(Span(start, end), alias.Value.Value, recursive: known));
            target = new(0, 1, 0);
        }

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
        var start = (int)node.Start.Index;
        refused = !budget.TryTake(1) && !Refuse(start, YamlBound.Nodes, budget.Limit);
        if (!node.Tag.IsEmpty)
        {
            var written = PropertyText.At(text, start, '!');
            faults.Add(YamlFaults.Tag(Span(written.Start, written.End), text[written.Start..written.End]));
        }

        return node.Anchor.IsEmpty && node.Tag.IsEmpty ? start : PropertyText.Behind(text, start);
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

    private SourceSpan Span(long start, long end) => lines.SpanOf(file, (int)start, (int)end);

    private SourceSpan SpanOf(int index) => lines.SpanOf(file, records[index].Start, records[index].End);

    // A collection that is being read: what it holds so far, aliases counted as what they stand for.
    [StructLayout(LayoutKind.Auto)]
    private struct Frame
    {
        public int Index;
        public bool IsMapping;
        public long Size;
        public int Height;
        public int End;
        public string? Anchor;
        private bool atValue;

        public readonly bool AtKey => IsMapping && !atValue;

        public void Took(long size, int height, int end)
        {
            End = end;
            Size += size;
            Height = Math.Max(Height, height);
            atValue = !atValue;
        }
    }
}
