//! Checks 41–54: who takes part.

use super::super::{ANONYMOUS_FORM, Counteragent, Finding, Identity, Known, Member, Method, Payer, Role, Shipment};
use super::{has, is_blank, is_digits, is_email, is_phone_11, length};
use crate::domain::inn::is_valid_inn;

pub(super) fn check(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    requester(shipment, known, found);
    if known.method == Method::Order {
        for (name, member) in shipment.members() {
            let path = |field: &str| format!("members.{name}.{field}");
            chosen(member, known, name == "receiver", &path, found);
            contacts(member, known, &path, found);
            let is_natural = member.counteragent.as_ref().is_some_and(|one| juridical(one, known) == Some(false));
            receipt(member, pays(shipment, name), is_natural, &path, found);
            if let Some(counteragent) = &member.counteragent {
                let path = |field: &str| format!("members.{name}.counteragent.{field}");
                form(counteragent, &path, found);
                identity(counteragent, known, &path, found);
                anonymity(counteragent, name == "receiver", &path, found);
                names(counteragent, known, &path, found);
            }
        }
        third(shipment, found);
    }
    posts(shipment, found);
}

/// 41, 42.
fn requester(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    let requester = shipment.requester.as_ref();
    if known.method == Method::Order && requester.is_some_and(|requester| requester.role.is_none()) {
        found.push(Finding::blocks(41, "members.requester.role"));
    }
    let uid = requester.and_then(|requester| requester.uid.as_deref());
    let is_needed = known.session && known.method == Method::Order && known.full_access != Some(false);
    let is_ignored = uid.is_some() && (!known.session || known.full_access == Some(false));
    let is_foreign = |uid: &str| known.counteragents.as_ref().is_some_and(|own| !has(own, uid));
    let is_wrong = uid.is_some_and(|uid| length(uid) > 36 || is_foreign(uid));
    if (is_needed && requester.is_some() && is_blank(uid)) || is_ignored || is_wrong {
        found.push(Finding::warns(42, "members.requester.uid"));
    }
}

/// 43.
fn chosen(member: &Member, known: &Known, _is_receiver: bool, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    let is_right = if known.session {
        member.counteragent_id.is_some() != member.counteragent.is_some()
    } else {
        member.counteragent.is_some()
    };
    if !is_right {
        found.push(Finding::blocks(43, path("counteragent")));
    }
}

/// 44–46.
fn contacts(member: &Member, known: &Known, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    if !member.is_anonymous() {
        let lists = [
            ("contactPersons", member.contact_ids.is_empty(), member.contacts.is_empty()),
            ("phoneNumbers", member.phone_ids.is_empty(), member.phones.is_empty()),
        ];
        for (field, no_ids, no_values) in lists {
            let is_right = if known.session { no_ids != no_values } else { !no_values };
            if !is_right {
                found.push(Finding::blocks(44, path(field)));
            }
        }
    }
    let most = if known.session { 3 } else { 1 };
    let lists = [
        ("contactIDs", if known.session { member.contact_ids.len() } else { 0 }),
        ("contactPersons", member.contacts.len()),
        ("phoneIDs", if known.session { member.phone_ids.len() } else { 0 }),
        ("phoneNumbers", member.phones.len()),
    ];
    for (field, count) in lists {
        if count > most {
            found.push(Finding::blocks(45, path(field)).with(most));
        }
    }
    for (at, contact) in member.contacts.iter().enumerate() {
        if contact.name.trim().is_empty() {
            found.push(Finding::blocks(46, path(&format!("contactPersons[{at}].name"))));
        }
    }
    for (at, phone) in member.phones.iter().enumerate() {
        if !is_digits(&phone.number, 1..=15) {
            found.push(Finding::blocks(46, path(&format!("phoneNumbers[{at}].number"))).with(15));
        }
        let ext = phone.ext.as_deref().unwrap_or_default();
        if !ext.is_empty() && !is_digits(ext, 1..=5) {
            found.push(Finding::blocks(46, path(&format!("phoneNumbers[{at}].ext"))).with(5));
        } else if length(ext) > 4 {
            // Other documents of the carrier know four digits (I23).
            found.push(Finding::warns(46, path(&format!("phoneNumbers[{at}].ext"))).with(4));
        }
    }
}

/// 47.
fn third(shipment: &Shipment, found: &mut Vec<Finding>) {
    let is_asked = shipment.payers().iter().any(|(_, payer)| *payer == Payer::Third)
        || shipment.requester.as_ref().is_some_and(|requester| requester.role == Some(Role::Third));
    if is_asked && shipment.third.is_none() {
        found.push(Finding::blocks(47, "members.third"));
    }
}

fn pays(shipment: &Shipment, name: &str) -> bool {
    shipment.payers().iter().any(|(_, payer)| payer.word() == name)
}

/// 48.
fn receipt(member: &Member, pays: bool, is_natural: bool, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    let is_needed = pays && is_natural && !member.is_anonymous();
    let Some(receipt) = &member.receipt else {
        if is_needed {
            found.push(Finding::blocks(48, path("dataForReceipt")));
        }
        return;
    };
    if receipt.send.is_none() {
        found.push(Finding::blocks(48, path("dataForReceipt.send")));
    }
    if receipt.send != Some(true) {
        return;
    }
    if is_blank(receipt.phone.as_deref()) && is_blank(receipt.email.as_deref()) {
        found.push(Finding::blocks(48, path("dataForReceipt.phone")));
    }
    let is_phone = |text: &str| text.strip_prefix("+79").is_some_and(|rest| is_digits(rest, 9..=9));
    if receipt.phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
        found.push(Finding::blocks(48, path("dataForReceipt.phone")));
    }
}

/// 49.
fn form(counteragent: &Counteragent, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    if counteragent.form.is_some() == counteragent.custom_form.is_some() {
        found.push(Finding::blocks(49, path("form")));
    }
    if let Some(custom) = &counteragent.custom_form {
        if is_blank(custom.name.as_deref()) || custom.name.as_deref().is_some_and(|name| length(name) > 35) {
            found.push(Finding::blocks(49, path("customForm.formName")).with(35));
        }
        if is_blank(custom.country.as_deref()) {
            found.push(Finding::blocks(49, path("customForm.countryUID")));
        }
        if custom.juridical.is_none() {
            found.push(Finding::blocks(49, path("customForm.juridical")));
        }
    }
}

/// Whether it is a legal person; `None`: the directory of legal forms is not at hand.
fn juridical(counteragent: &Counteragent, known: &Known) -> Option<bool> {
    match &counteragent.custom_form {
        Some(custom) => custom.juridical,
        None => known.is_juridical(counteragent.form.as_deref()?),
    }
}

/// 50.
fn identity(counteragent: &Counteragent, known: &Known, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    let is_natural = juridical(counteragent, known) == Some(false);
    let Some(Identity { kind, serial, number }) = &counteragent.document else {
        if is_natural && counteragent.is_anonym != Some(true) {
            found.push(Finding::blocks(50, path("document")));
        }
        return;
    };
    if kind.is_none() {
        found.push(Finding::blocks(50, path("document.type")));
    }
    if is_blank(number.as_deref()) {
        found.push(Finding::blocks(50, path("document.number")));
    }
    // Some countries have no series; a form of the directory is mostly a Russian one.
    if is_blank(serial.as_deref()) && counteragent.custom_form.is_none() {
        found.push(Finding::blocks(50, path("document.serial")));
    }
}

/// 51.
fn anonymity(counteragent: &Counteragent, is_receiver: bool, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    if counteragent.is_anonym != Some(true) {
        return;
    }
    if !is_receiver {
        found.push(Finding::blocks(51, path("isAnonym")));
    }
    if counteragent.form.as_deref().is_none_or(|form| !form.eq_ignore_ascii_case(ANONYMOUS_FORM)) {
        found.push(Finding::blocks(51, path("form")));
    }
    if counteragent.phone.as_deref().is_none_or(|phone| !is_phone_11(phone)) {
        found.push(Finding::blocks(51, path("phone")));
    }
}

/// 52, 53.
fn names(counteragent: &Counteragent, known: &Known, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    if is_blank(counteragent.name.as_deref()) {
        found.push(Finding::blocks(52, path("name")));
    }
    let kind = juridical(counteragent, known);
    match counteragent.inn.as_deref().map(str::trim).filter(|inn| !inn.is_empty()) {
        None => {
            if kind == Some(true) {
                found.push(Finding::blocks(52, path("inn")));
            }
        }
        // Another country has other numbers: only a form of the Russian directory is held to 10 or 12 digits.
        Some(inn) if counteragent.custom_form.is_none() => {
            if !is_digits(inn, 10..=10) && !is_digits(inn, 12..=12) {
                found.push(Finding::blocks(52, path("inn")));
            } else if !is_valid_inn(inn) {
                found.push(Finding::warns(52, path("inn")));
            }
        }
        Some(_) => {}
    }
    if counteragent.juridical_address.is_some() && kind == Some(false) {
        found.push(Finding::blocks(53, path("juridicalAddress")));
    }
}

/// 54.
fn posts(shipment: &Shipment, found: &mut Vec<Finding>) {
    if shipment.sms_phone.as_deref().is_some_and(|phone| !is_phone_11(phone)) {
        found.push(Finding::blocks(54, "delivery.smsback"));
    }
    let mut emails = vec![(
        "members.requester.email".to_owned(),
        shipment.requester.as_ref().and_then(|requester| requester.email.as_deref()),
    )];
    for (name, member) in shipment.members() {
        emails.push((format!("members.{name}.email"), member.email.as_deref()));
        let receipt = member.receipt.as_ref().and_then(|receipt| receipt.email.as_deref());
        emails.push((format!("members.{name}.dataForReceipt.email"), receipt));
    }
    for (field, email) in emails {
        if email.is_some_and(|email| !is_email(email)) {
            found.push(Finding::blocks(54, field));
        }
    }
}
