namespace Actors.Pages.Desk;

/// <summary>A line of an order that is being written.</summary>
public sealed class ItemDraft
{
    public string Sku { get; set; } = "";

    public int Quantity { get; set; } = 1;
}
