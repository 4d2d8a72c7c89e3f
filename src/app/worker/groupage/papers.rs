//! Papers of an order as files: the carrier's printed forms, our label of a pre-order.

use super::{Desk, carrier, failure};
use crate::app::groupage::desk::LabelFormat;
use crate::app::groupage::{GroupageError, papers};
use crate::app::state::ToastLevel;
use crate::app::worker::{saving, words};
use crate::words::Message;

/// Asks the carrier for a printed form and writes it.
pub(super) async fn print(desk: Desk, number: String, paper: String, form: String) {
    let asked = match carrier(&desk) {
        Ok(carrier) => {
            carrier.client.printed(&paper, &form).await.map_err(|error| failure(&GroupageError::Carrier(error)))
        }
        Err(message) => Err(message),
    };
    match asked {
        Ok(bytes) => {
            let stem = papers::file_stem(&format!("{number}-{form}"));
            save(&desk, &stem, "pdf", bytes).await;
        }
        Err(message) => desk.out.notice(ToastLevel::Error, message),
    }
}

/// Draws the label of a pre-order and writes it.
pub(super) async fn label(desk: Desk, number: String, format: LabelFormat) {
    let order = match desk.store.groupage_order(&number) {
        Ok(Some(order)) => order,
        Ok(None) => return desk.out.notice(ToastLevel::Error, Message::new("error-record-gone")),
        Err(error) => return desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    };
    let lang = desk.settings().lang;
    let drawn = tokio::task::spawn_blocking(move || papers::label(&order, format, lang)).await;
    match drawn {
        Ok(Some(bytes)) => save(&desk, &papers::file_stem(&format!("{number}-label")), format.ending(), bytes).await,
        _ => desk.out.notice(ToastLevel::Error, Message::new("ltl-no-barcode")),
    }
}

async fn save(desk: &Desk, stem: &str, ending: &str, bytes: Vec<u8>) {
    saving::save(desk, (stem, ending), "ltl-file-written", move |path| saving::put(path, &bytes)).await;
}
