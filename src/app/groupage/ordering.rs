//! An order: marked on disk, sent once, and what is known of it afterwards.

use super::{Carrier, GroupageError};
use crate::api::dellin::{DellinError, write_shipment};
use crate::domain::id::LocalId;
use crate::domain::ltl::{Method, Shipment};
use crate::store::StoreError;
use crate::store::groupage::{Begun, NewOrder, Order, SentOutcome};

/// What came of ordering.
#[derive(Debug, Clone, PartialEq)]
pub enum Ordered {
    /// It was sent; its state says what is known. The error, when there was one.
    Sent(Box<Order>, Option<DellinError>),
    /// Nothing was sent: an order of the same stands in the way.
    InTheWay(Box<Order>),
}

/// What can be ordered once: a bid, or without one the shipment itself, whatever number it carries.
#[must_use]
pub fn order_key(bid: Option<&LocalId>, shipment: &Shipment) -> String {
    if let Some(bid) = bid {
        return format!("bid:{bid}");
    }
    let mut same = shipment.clone();
    for one in same.payment.iter_mut().flat_map(|payment| &mut payment.cash_on_delivery) {
        one.order_number = None;
    }
    if let Some(payment) = &mut same.payment {
        payment.cash_on_delivery.retain(|one| *one != crate::domain::ltl::CashOnDelivery::default());
    }
    format!("file:{}", serde_json::Value::Object(write_shipment(&same, Method::Order)))
}

/// A number of ours for an order: told apart from every other desk's, short enough to be read aloud.
fn new_number(bid: Option<&LocalId>) -> String {
    let random = uuid::Uuid::new_v4().simple().to_string().to_uppercase();
    let tail: String = random.chars().take(10).collect();
    let digits: String = bid.map(|bid| bid.as_str().chars().filter(char::is_ascii_digit).collect()).unwrap_or_default();
    match bid.filter(|bid| bid.as_str().starts_with("bid-")) {
        Some(_) => format!("CR{digits}-{tail}"),
        None => format!("CR-{tail}"),
    }
}

impl Carrier {
    /// Orders once. The mark is on disk before the first byte leaves; whatever happens then, nothing is sent a second time
    /// without a person's word. `again`: a person wants another one though one is made.
    ///
    /// # Errors
    /// [`GroupageError::Store`] when the mark can't be written: nothing was sent. [`GroupageError::Carrier`] when no session can
    /// be had, before anything is marked.
    pub async fn order(
        &self,
        bid: Option<&LocalId>,
        shipment: &Shipment,
        again: bool,
    ) -> Result<Ordered, GroupageError> {
        // A number of the file's own is the client's word: it is how he will look for it.
        let own = shipment.order_number().map(str::to_owned);
        let new = NewOrder {
            key: order_key(bid, shipment),
            bid: bid.cloned(),
            number: own.unwrap_or_else(|| new_number(bid)),
            shipment: shipment.clone(),
            training: self.training,
            again,
        };
        // Before the mark: without a session nothing would be sent, and the mark would stand for nothing.
        self.client.session().await?;
        let order = match self.store.begin_order(new, (self.now)())? {
            Begun::Go(order) => order,
            Begun::Blocked(order) => return Ok(Ordered::InTheWay(order)),
        };
        let (outcome, error) = match self.client.place(&order.shipment).await {
            Ok(sent) => (SentOutcome::Made(Box::new(sent.answer)), None),
            Err(error) if error.outcome_unknown() => (SentOutcome::Unknown(error.to_string()), Some(error)),
            Err(error) => (SentOutcome::Refused(error.to_string()), Some(error)),
        };
        let order = self.store.finish_order(&order.number, &outcome, (self.now)())?;
        Ok(Ordered::Sent(Box::new(order), error))
    }

    /// Looks for an order by our number and notes what is shown. Nothing shown leaves it as it is.
    ///
    /// # Errors
    /// [`GroupageError`].
    pub async fn look_up(&self, number: &str) -> Result<Order, GroupageError> {
        if self.store.groupage_order(number)?.is_none() {
            return Err(StoreError::NotFound.into());
        }
        let found = self.client.find(number).await?;
        Ok(self.store.order_looked_up(number, &found, (self.now)())?)
    }

    /// A person says that an order of unknown outcome was not made. It is looked for once more: one that is shown is made.
    ///
    /// # Errors
    /// [`GroupageError`]; without a look nothing is decided.
    pub async fn not_made(&self, number: &str) -> Result<Order, GroupageError> {
        let order = self.look_up(number).await?;
        match order.state {
            crate::store::groupage::OrderState::Made => Ok(order),
            _ => Ok(self.store.order_not_made(number, (self.now)())?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bid_is_one_thing_and_a_file_is_what_it_says() {
        let (mut one, mut other) = (Shipment::default(), Shipment::default());
        let bid = LocalId::new("bid-48213");
        assert_eq!(order_key(Some(&bid), &one), "bid:bid-48213");
        one.set_order_number("A");
        other.set_order_number("B");
        assert_eq!(order_key(None, &one), order_key(None, &other), "the number makes no other shipment");
        other.comment = Some("x".into());
        assert_ne!(order_key(None, &one), order_key(None, &other));
        assert!(new_number(Some(&bid)).starts_with("CR48213-") && new_number(None).starts_with("CR-"));
        assert_ne!(new_number(None), new_number(None));
    }
}
