//! Checks 1–15: the request as a whole, the kind of delivery, packages and papers.

use rust_decimal::Decimal;

use super::super::{DeliveryType, Finding, Known, Member, Method, PapersAction, Shipment, Variant};
use super::repeated;

pub(super) fn check(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    request(shipment, known, found);
    delivery(shipment, known, found);
    packages(shipment, known, found);
    papers(shipment, found);
}

/// 1–4.
fn request(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    if !known.has_appkey {
        found.push(Finding::blocks(1, "appkey"));
    }
    if !known.session {
        found.extend(needs_session(shipment).into_iter().map(|field| Finding::warns(2, field)));
    }
    if shipment.cargo.is_none() {
        found.push(Finding::blocks(3, "cargo"));
    }
    if known.method == Method::Order {
        let parts = [
            ("members.requester", shipment.requester.is_none()),
            ("members.sender", shipment.sender.is_none()),
            ("members.receiver", shipment.receiver.is_none()),
            ("payment", shipment.payment.is_none()),
        ];
        found.extend(parts.into_iter().filter(|(_, missing)| *missing).map(|(field, _)| Finding::blocks(3, field)));
    }
    if known.session_is_old {
        found.push(Finding::warns(4, "sessionID"));
    }
}

/// Fields that the carrier ignores without a session.
fn needs_session(shipment: &Shipment) -> Vec<String> {
    let mut fields = Vec::new();
    if shipment.in_order.is_some() {
        fields.push("inOrder".to_owned());
    }
    for (name, side) in shipment.sides() {
        if side.address_id.is_some() {
            fields.push(format!("delivery.{name}.addressID"));
        }
        if side.address.as_ref().is_some_and(|address| address.save == Some(true)) {
            fields.push(format!("delivery.{name}.address.save"));
        }
        if side.additional.as_ref().is_some_and(|additional| additional.address_id.is_some()) {
            fields.push(format!("delivery.{name}.additionalAddress.addressID"));
        }
    }
    for (name, member) in shipment.members() {
        fields.extend(member_fields(member).into_iter().map(|field| format!("members.{name}.{field}")));
    }
    if shipment.payment.as_ref().is_some_and(|payment| !payment.cash_on_delivery.is_empty()) {
        fields.push("payment.cashOnDelivery".to_owned());
    }
    fields
}

fn member_fields(member: &Member) -> Vec<&'static str> {
    let saves = member.counteragent.as_ref().is_some_and(|counteragent| counteragent.save == Some(true));
    let named = [
        ("counteragentID", member.counteragent_id.is_some()),
        ("counteragent.save", saves),
        ("contactIDs", !member.contact_ids.is_empty()),
        ("contactPersons.save", member.contacts.iter().any(|contact| contact.save == Some(true))),
        ("phoneIDs", !member.phone_ids.is_empty()),
        ("phoneNumbers.save", member.phones.iter().any(|phone| phone.save == Some(true))),
    ];
    named.into_iter().filter(|(_, is_used)| *is_used).map(|(field, _)| field).collect()
}

/// 5–8.
fn delivery(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    const FIELD: &str = "delivery.deliveryType.type";
    match shipment.delivery {
        None => found.push(Finding::blocks(5, FIELD)),
        Some(DeliveryType::Small) => {
            if let Some(cargo) = &shipment.cargo {
                if cargo.total_weight.is_some_and(|weight| weight > Decimal::from(30)) {
                    found.push(Finding::blocks(6, "cargo.totalWeight").with(30));
                }
                if cargo.total_volume.is_some_and(|volume| volume > Decimal::new(1, 1)) {
                    found.push(Finding::blocks(6, "cargo.totalVolume").with("0.1"));
                }
                let mut sides =
                    [("length", cargo.length), ("width", cargo.width), ("height", cargo.height)].map(|(n, s)| (s, n));
                sides.sort_by_key(|side| std::cmp::Reverse(side.0));
                let limits = [Decimal::new(54, 2), Decimal::new(39, 2), Decimal::new(39, 2)];
                for ((side, name), limit) in sides.into_iter().zip(limits) {
                    if side.is_some_and(|side| side > limit) {
                        found.push(Finding::blocks(6, format!("cargo.{name}")).with(limit));
                    }
                }
            }
            for (name, side) in shipment.sides() {
                if side.variant == Some(Variant::Terminal) {
                    found.push(Finding::blocks(7, format!("delivery.{name}.variant")));
                }
            }
            if known.both_have_branches == Some(false) {
                found.push(Finding::warns(8, FIELD));
            }
        }
        Some(DeliveryType::Auto | DeliveryType::Express | DeliveryType::Letter | DeliveryType::Avia) => {}
    }
}

/// 11, 12, 15.
fn packages(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    let path = |at: usize, field: &str| format!("delivery.packages[{at}].{field}");
    for (at, package) in shipment.packages.iter().enumerate() {
        if package.uid.trim().is_empty() {
            found.push(Finding::blocks(11, path(at, "uid")));
            continue;
        }
        let kind = known.package(&package.uid);
        let is_missing = package.count.is_none() && kind.is_some_and(|kind| kind.needs_count(known.method));
        if is_missing || package.count.is_some_and(|count| count < 1) {
            found.push(Finding::blocks(12, path(at, "count")));
        }
        if known.packages.is_some() && kind.is_none() {
            found.push(Finding::warns(15, path(at, "uid")).with(&package.uid));
        }
        let others = shipment.packages.iter().filter(|other| {
            kind.is_some_and(|kind| kind.incompatible.iter().any(|uid| uid.eq_ignore_ascii_case(&other.uid)))
        });
        for other in others {
            let title = known.package(&other.uid).map_or(other.uid.as_str(), |kind| kind.title.as_str());
            found.push(Finding::warns(15, path(at, "uid")).with(title));
        }
    }
}

/// 13, 14.
fn papers(shipment: &Shipment, found: &mut Vec<Finding>) {
    let path = |at: usize| format!("delivery.accompanyingDocuments[{at}].action");
    for (at, papers) in shipment.papers.iter().enumerate() {
        if papers.action.is_none() {
            found.push(Finding::blocks(13, path(at)));
        }
    }
    let words = shipment.papers.iter().map(|papers| papers.action.map_or("", PapersAction::word));
    for at in repeated(words) {
        found.push(Finding::warns(13, path(at)));
    }
    let is_anonymous = shipment.receiver.as_ref().is_some_and(Member::is_anonymous);
    for (at, papers) in shipment.papers.iter().enumerate() {
        if is_anonymous && papers.action == Some(PapersAction::Return) {
            found.push(Finding::blocks(14, path(at)));
        }
    }
}
