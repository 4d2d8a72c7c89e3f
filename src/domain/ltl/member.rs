//! Who takes part in a shipment.

use serde::{Deserialize, Serialize};

use super::shipment::Address;
use super::words::{IdentityKind, Role};

/// Legal form of a natural person of Russia, the one that an anonymous receiver must carry (seed 002).
pub const ANONYMOUS_FORM: &str = "0xAB91FEEA04F6D4AD48DF42161B6C2E7A";

/// Who orders.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Requester {
    /// Part that it plays.
    pub role: Option<Role>,
    /// Uid of the account's own counteragent.
    pub uid: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

/// A sender, a receiver or a third person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    /// A counteragent of the account's own book.
    pub counteragent_id: Option<i64>,
    /// The counteragent field by field.
    pub counteragent: Option<Counteragent>,
    /// Contacts of the account's own book.
    pub contact_ids: Vec<i64>,
    /// Contacts by name.
    pub contacts: Vec<ContactPerson>,
    /// Phones of the account's own book.
    pub phone_ids: Vec<i64>,
    /// Phones by number.
    pub phones: Vec<PhoneNumber>,
    /// E-mail for notices.
    pub email: Option<String>,
    /// Where the receipt of a paying person goes.
    pub receipt: Option<Receipt>,
}

impl Member {
    /// An anonymous receiver.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.counteragent.as_ref().and_then(|counteragent| counteragent.is_anonym).unwrap_or_default()
    }
}

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactPerson {
    /// Name.
    pub name: String,
    /// Keep it in the account's address book.
    pub save: Option<bool>,
}

/// A phone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PhoneNumber {
    /// Digits.
    pub number: String,
    /// Extension.
    pub ext: Option<String>,
    /// Keep it in the account's address book.
    pub save: Option<bool>,
}

/// Where the electronic receipt goes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Receipt {
    /// It is wanted.
    pub send: Option<bool>,
    /// `+79` and nine digits.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

/// A counteragent field by field.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Counteragent {
    /// Uid of the legal form.
    pub form: Option<String>,
    /// A legal form that the directory does not have.
    pub custom_form: Option<CustomForm>,
    /// Identity document of a natural person.
    pub document: Option<Identity>,
    /// An anonymous receiver.
    pub is_anonym: Option<bool>,
    /// Phone of an anonymous receiver, eleven digits from 7.
    pub phone: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Taxpayer number.
    pub inn: Option<String>,
    /// Registered address.
    pub juridical_address: Option<Address>,
    /// Keep it in the account's address book.
    pub save: Option<bool>,
}

/// A legal form that the directory does not have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomForm {
    /// Its name.
    pub name: Option<String>,
    /// Uid of the country.
    pub country: Option<String>,
    /// True for a legal person.
    pub juridical: Option<bool>,
}

/// An identity document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Identity {
    /// Which.
    pub kind: Option<IdentityKind>,
    /// Series.
    pub serial: Option<String>,
    /// Number.
    pub number: Option<String>,
}
