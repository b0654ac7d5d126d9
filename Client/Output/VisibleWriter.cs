using System.Text;

namespace Actors.Client.Output;

/// <summary>Writes to a terminal, as <see cref="VisibleText"/>: values, names and errors come from others.</summary>
internal sealed class VisibleWriter : TextWriter
{
    private readonly TextWriter _terminal;

    public VisibleWriter(TextWriter terminal)
    {
        _terminal = terminal;
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => _terminal.Encoding;

    public override void Write(char value)
    {
        if (VisibleText.IsHidden(value)) _terminal.Write(VisibleText.Of(value.ToString()));
        else _terminal.Write(value);
    }

    public override void Write(string? value) => _terminal.Write(value is null ? null : VisibleText.Of(value));

    public override void Flush() => _terminal.Flush();
}
