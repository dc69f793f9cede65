using System.Buffers.Text;
using System.Text;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.OData;

/// <summary>Where the next page starts: after a handle, or at a place in a kept result.</summary>
internal sealed record PageToken(string Epoch, int Page, int After, int Cursor)
{
    public static PageToken First(string epoch) => new(epoch, 1, -1, 0);

    public static PageToken Parse(string text, string epoch)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('.');
            if (parts.Length == 4 && parts[0] == epoch)
                return new PageToken(parts[0], int.Parse(parts[1]), int.Parse(parts[2]), int.Parse(parts[3]));
        }
        catch (FormatException)
        {
            // Not one of ours: answered like one that has expired.
        }

        throw new GraphException(400, "Directory_ExpiredPageToken", "The specified page token value has expired and can no longer be included in your request.");
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('.', Epoch, Page, After, Cursor)));
}
