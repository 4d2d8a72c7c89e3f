//! A field for an address: free text, with places to choose from under it.

use egui::{Id, Response, Ui};

use super::address_text::AddressText;
use super::list_row::ListRow;
use super::text_field::Look;
use super::type_ahead::{Lighting, Offer, TypeAhead};

/// Addresses are long.
const LIST_WIDTH: f32 = 500.0;

/// An address field.
#[derive(Debug)]
pub struct AddressField<'a> {
    /// Its id: also that of its text field.
    pub id: Id,
    /// Places on offer for the text as it stands.
    pub rows: &'a [ListRow],
    /// A line under them: what is being done, or why there are none.
    pub foot: &'a str,
    /// How it looks.
    pub look: Look<'a>,
    /// The list opens now, though nobody pressed anything.
    pub open: bool,
}

impl AddressField<'_> {
    /// Shows the field and its list. Gives the place of the row that was chosen; what it means is the caller's business.
    pub fn show(self, ui: &mut Ui, address: &mut AddressText) -> (Response, Option<usize>) {
        let mut ahead = TypeAhead::begin(ui, self.id, Lighting::FirstForEnter);
        let response = ahead.field(ui, &mut address.text, &self.look);
        if response.changed() {
            address.reread();
        }
        if self.open {
            ahead.open();
        }
        let searching = address.place.is_none() && !address.text.trim().is_empty();
        let offer = Offer { count: self.rows.len(), foot: self.foot, searching, least_width: LIST_WIDTH };
        let taken = ahead.list(ui, &response, &offer, |place| self.rows.get(place).cloned().unwrap_or_default());
        (response, taken)
    }
}
