using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Values;

public sealed class ValueTests
{
    [Fact]
    public void Absent_and_empty_are_one()
    {
        Assert.Same(AttributeValue.None, AttributeValue.Of(""));
        Assert.Same(AttributeValue.None, AttributeValue.Of((string?)null));
        Assert.Same(AttributeValue.None, AttributeValue.OfTexts([]));
        Assert.Same(AttributeValue.None, AttributeValue.OfTexts([""]));
        Assert.Same(AttributeValue.None, AttributeValue.OfTable([new("a", "")]));
        Assert.Equal(0, new ValuePool().Intern(AttributeValue.OfTexts([])).Index);
    }

    [Fact]
    public void A_set_has_no_order_and_no_doubles() =>
        Assert.Equal(AttributeValue.OfTexts(["b", "a", "b"]), AttributeValue.OfTexts(["a", "b"]));

    [Fact]
    public void A_pool_gives_equal_values_equal_ids_and_folds_case_apart()
    {
        var pool = new ValuePool();
        var (a, b, c) = (pool.Intern("Ada@x"), pool.Intern(AttributeValue.Of("Ada@x")), pool.Intern("ada@X"));
        Assert.Equal(a, b);
        Assert.NotEqual(a, c);
        Assert.Equal(pool.Fold(a), pool.Fold(c));
        Assert.Equal(pool.Intern(AttributeValue.OfTexts(["x", "y"])), pool.Intern(AttributeValue.OfTexts(["y", "x"])));
    }

    [Fact]
    public void What_is_secret_or_generated_has_no_text()
    {
        Assert.Equal("(secret)", new AttributeValue.Secret("hunter2").ToString());
        Assert.Equal("(password, generated)", new AttributeValue.Generated("password").ToString());
    }

    [Fact]
    public void A_mark_is_read_as_it_was_written()
    {
        var marks = from key in Gen.Elements("ada", "kubernetes-sigs.kubernetes/sig-apps", "249043822")
                    from created in Gen.Elements(true, false)
                    from off in Gen.Elements(true, false)
                    from days in Gen.Choose(-1, 4000)
                    select new OwnerMark("contoso", key)
                    {
                        CreatedByUs = created,
                        DisabledByUs = off,
                        DeleteDue = days < 0 ? null : new DateOnly(2026, 1, 1).AddDays(days),
                    };
        Prop.ForAll(marks.ToArbitrary(), mark => OwnerMark.TryParse(mark.ToString(), out var read) && read == mark).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("")]
    [InlineData("contoso")]
    [InlineData("/ada")]
    [InlineData("contoso/")]
    [InlineData("contoso/ada;x")]
    [InlineData("contoso/ada;d=2026-02-30")]
    public void What_is_not_a_mark_is_nobodys(string text) => Assert.False(OwnerMark.TryParse(text, out _));

    [Fact]
    public void Keys_and_marks_compare_without_case()
    {
        Assert.Equal(new ResourceKey(Kind.User, "Ada"), new ResourceKey(Kind.User, "ADA"));
        Assert.NotEqual(new ResourceKey(Kind.User, "ada"), new ResourceKey(Kind.Group, "ada"));
        Assert.True(new OwnerMark("Contoso", "Ada").Names("contoso", "ada"));
    }

    [Theory]
    [InlineData("josé", "jose")]
    [InlineData("Łukasz Groß", "Lukasz Gross")]
    [InlineData("张伟", "--")]
    [InlineData("e\u0301", "e")]
    public void Latin_letters_fold_to_ascii(string text, string folded) => Assert.Equal(folded, AsciiFolding.Fold(text, '-'));
}
