//! Papers of an order as files: the label of a pre-order, the carrier's printed forms.

use std::path::Path;

use serde_json::json;

use super::super::context::{Context, words_of};
use super::super::output::{Exit, Failure, json as answer};
use crate::app::groupage::desk::LabelFormat;
use crate::app::groupage::{GroupageError, papers};
use crate::store::groupage::Order;
use crate::words::Message;

pub(super) fn label(context: &Context, number: &str, out: &Path) -> Result<Exit, Failure> {
    let order = order(context, number)?;
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format = [LabelFormat::Png, LabelFormat::Pdf].into_iter().find(|format| format.ending() == ending);
    let wrong = || Failure::usage(Message::new("dellin-label-ending").with("path", out.display().to_string()));
    let format = format.ok_or_else(wrong)?;
    let bytes = papers::label(&order, format, context.lang.unwrap_or_default());
    let bytes = bytes.ok_or_else(|| Failure::new(Message::new("ltl-no-barcode")))?;
    write(context, &order, out, &bytes)
}

pub(super) fn print(context: &Context, number: &str, form: &str, out: &Path) -> Result<Exit, Failure> {
    let order = order(context, number)?;
    let papers = order.found.iter().flat_map(|found| &found.papers);
    let paper = papers.filter(|paper| paper.forms.iter().any(|one| one == form)).find_map(|paper| paper.uid.clone());
    let none = || Failure::new(Message::new("dellin-no-form").with("number", number).with("form", form));
    let paper = paper.ok_or_else(none)?;
    let carrier = super::carrier(context)?;
    let bytes = context.block_on(async {
        carrier.client.printed(&paper, form).await.map_err(|error| Failure::from(GroupageError::Carrier(error)))
    })?;
    write(context, &order, out, &bytes)
}

fn order(context: &Context, number: &str) -> Result<Order, Failure> {
    context.store.groupage_order(number)?.ok_or_else(|| Failure::new(Message::new("error-record-gone")))
}

fn write(context: &Context, order: &Order, out: &Path, bytes: &[u8]) -> Result<Exit, Failure> {
    let shown = out.display().to_string();
    std::fs::write(out, bytes)
        .map_err(|_refused| Failure::new(Message::new("error-file-not-written").with("path", shown.as_str())))?;
    answer(&json!({ "number": order.number, "file": shown, "bytes": bytes.len(), "training": order.training }))?;
    if order.training {
        words_of(context, &Message::new("dellin-training"));
    }
    Ok(Exit::Done)
}
