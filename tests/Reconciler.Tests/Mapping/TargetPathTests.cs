using Reconciler.Core.Mapping;

namespace Reconciler.Tests.Mapping;

public sealed class TargetPathTests
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Theory]
    [InlineData("userName")]
    [InlineData("name.givenName")]
    [InlineData("members.$ref")]
    [InlineData("emails[type eq \"work\"].value")]
    [InlineData("addresses[type eq \"work\"].streetAddress")]
    [InlineData("roles[primary eq \"True\"].value")]
    [InlineData(Enterprise + ":department")]
    [InlineData(Enterprise + ":manager.value")]
    [InlineData("urn:ietf:params:scim:schemas:extension:Custom_One:2.0:User:badge-1")]
    [InlineData("emails[type eq \"a \\\"b\\\" \\\\ ]:.\"].value")]
    public void A_canonical_path_is_its_own_text(string text) => Assert.Equal(text, Parse(text).ToString());

    [Theory]
    [InlineData("emails[ type  EQ \"work\" ].value", "emails[type eq \"work\"].value")]
    [InlineData("roles[primary eq true].display", "roles[primary eq \"True\"].display")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName", "userName")]
    [InlineData("URN:ietf:params:scim:schemas:Core:2.0:Group:displayName", "displayName")]
    public void Other_forms_have_one_canonical_text(string text, string canonical) => Assert.Equal(canonical, Parse(text).ToString());

    [Fact]
    public void Names_compare_without_case_and_values_with_it()
    {
        Assert.Equal(Parse("EMAILS[Type eq \"work\"].Value"), Parse("emails[type eq \"work\"].value"));
        Assert.Equal(Parse("EMAILS[Type eq \"work\"].Value").GetHashCode(), Parse("emails[type eq \"work\"].value").GetHashCode());
        Assert.NotEqual(Parse("emails[type eq \"Work\"].value"), Parse("emails[type eq \"work\"].value"));
        Assert.NotEqual(Parse("emails.value"), Parse("emails[type eq \"work\"].value"));
        Assert.NotEqual(Parse("department"), Parse(Enterprise + ":department"));
    }

    [Theory]
    [InlineData("", 0, 1, "expected an attribute name")]
    [InlineData("name.", 4, 1, "expected a sub-attribute")]
    [InlineData("2name", 0, 1, "a name begins with a letter")]
    [InlineData("name.a.b", 6, 1, "a sub-attribute has no parts")]
    [InlineData("emails[type eq \"work\"]", 21, 1, "a picked value needs a sub-attribute")]
    [InlineData("emails[type eq work].value", 15, 4, "the value stands in double quotes")]
    [InlineData("emails[type eq \"work].value", 15, 12, "the value is not closed by a double quote")]
    [InlineData("emails[type co \"work\"].value", 12, 2, "a value is picked by `eq`")]
    [InlineData("emails[type eq \"work\" and primary eq true].value", 22, 1, "expected `]`")]
    [InlineData("emails.value[type eq \"work\"]", 12, 1, "the value is picked behind the attribute")]
    [InlineData("emails[\"work\"].value", 7, 1, "expected an attribute to pick by, most often `type`")]
    [InlineData("user name", 4, 1, "no character of a name")]
    [InlineData("urn:x", 0, 5, "a schema's URN names an attribute behind its last colon")]
    [InlineData("urn:x y:z", 5, 1, "no character of a schema's URN")]
    [InlineData("urn:x:y:", 7, 1, "expected an attribute name")]
    public void A_fault_has_its_place(string text, int offset, int length, string message)
    {
        var fault = Assert.IsType<TargetPathFault>(TargetPath.Parse(text).Fault);
        Assert.Equal((offset, length, message), (fault.Offset, fault.Length, fault.Message));
    }

    [Fact]
    public void Any_path_that_can_be_built_is_read_back()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var path = new TargetPath(Name())
            {
                Schema = random.Next(3) == 0 ? $"urn:ietf:{Name()}:2.0:{Name()}" : null,
                Filter = random.Next(2) == 0 ? new TargetFilter(Name(), Value()) : null,
            };
            path = path with { SubAttribute = path.Filter is not null || random.Next(2) == 0 ? Name() : null };
            Assert.True(path.Equals(Parse(path.ToString())), $"seed {seed}: {path}");
        }

        string Name() => $"{(char)('a' + random.Next(26))}{string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "abXY09_-"[random.Next(8)]))}";
        string Value() => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => "ab\"\\ ].:[é"[random.Next(10)]));
    }

    [Fact]
    public void No_text_is_too_strange_to_be_refused()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 50_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => "urn:a.[] eq\"\\$2é-"[random.Next(17)]));
            var (path, fault) = TargetPath.Parse(random.Next(2) == 0 ? "urn:" + text : text);
            Assert.True(path is null != fault is null, $"seed {seed}: {text}");
            Assert.True(fault is null || (fault.Offset >= 0 && fault.Length > 0), $"seed {seed}: {text}");
        }
    }

    [Theory]
    [InlineData("emails", true)]
    [InlineData("roles", true)]
    [InlineData("members", true)]
    [InlineData("emails.value", true)]
    [InlineData("emails[type eq \"work\"].value", false)]
    [InlineData("userName", false)]
    [InlineData(Enterprise + ":emails", false)]
    public void What_takes_many(string text, bool many) => Assert.Equal(many, Parse(text).TakesMany);

    private static TargetPath Parse(string text)
    {
        var (path, fault) = TargetPath.Parse(text);
        return path ?? throw new FormatException($"{text}: {fault}");
    }
}
