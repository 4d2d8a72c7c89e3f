//! Sign-in, orders and their search.

use std::fmt::Write as _;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::answers::{Complaint, Outcome, Refused, Reply, refuse};
use super::price::{TRAINING, found};
use super::{Carrier, GroupageOrder, Question, SESSION_LIFE, TOKEN, rules, towns};
use crate::sandbox::auth::{PASSWORD, USER};

/// The answer of the document to the sample of the document, and the day of that sample.
const SAMPLE: &str = include_str!("../../../assets/demo/dellin/request_answer.json");
const SAMPLE_DAY: &str = "2018-02-15";
/// The first number; nobody takes it for one of the carrier's own.
const FIRST_NUMBER: i64 = 9_000_001;

pub(super) fn log_in(carrier: &mut Carrier, question: &Question, now: DateTime<Utc>) -> Outcome {
    let is_right = if question.path.starts_with("/v4") {
        question.text("pat") == TOKEN
    } else {
        question.text("login").eq_ignore_ascii_case(USER) && question.text("password") == PASSWORD
    };
    if !is_right {
        return refuse(401, Complaint::new(101_006, "Неверный логин или пароль"));
    }
    let id = format!("TRAINING-SESSION-{:06}", carrier.sessions.len() + 1);
    carrier.sessions.insert(id.clone(), now);
    Ok(Reply::Data(json!({ "sessionID": id })))
}

pub(super) fn log_out(carrier: &mut Carrier, question: &Question) -> Reply {
    if let Some(session) = question.session() {
        carrier.sessions.remove(session);
    }
    Reply::Data(json!({ "state": "success" }))
}

pub(super) fn session_info(carrier: &Carrier, question: &Question) -> Reply {
    let since = question.session().and_then(|session| carrier.sessions.get(session));
    let ends = since.map(|since| (*since + SESSION_LIFE).format("%Y-%m-%d %H:%M:%S").to_string());
    Reply::Data(json!({ "session": { "expireTime": ends, "expired": since.is_none() } }))
}

/// `v2/request`. Each request that is right makes an order: whoever sends twice has two.
pub(super) fn place(
    carrier: &mut Carrier,
    question: &Question,
    signed: bool,
    now: DateTime<Utc>,
    lag: TimeDelta,
) -> Outcome {
    let body = &question.body;
    let delivery = body.get("delivery").unwrap_or(&Value::Null);
    let day = delivery.pointer("/derival/produceDate").and_then(Value::as_str);
    if day == Some(SAMPLE_DAY) {
        return Ok(Reply::Plain(serde_json::from_str(SAMPLE).unwrap_or(Value::Null)));
    }
    let complaints = rules::complaints(body, true, signed, now.date_naive());
    if !complaints.is_empty() {
        return Err(Refused { status: 400, complaints });
    }
    let request_id = FIRST_NUMBER + i64::try_from(carrier.orders.len()).unwrap_or_default();
    let preorder = delivery.pointer("/derival/variant").is_some_and(|variant| variant == "terminal");
    let barcode = preorder.then(|| format!("4{request_id:07}D{:016}", request_id % 97));
    // Without a session the carrier ignores the client's own number: nothing can be found by it.
    let number = body.get("payment").and_then(|payment| payment.pointer("/cashOnDelivery/0/orderNumber"));
    let number = number.and_then(Value::as_str).filter(|_| signed).unwrap_or_default().to_owned();
    let held = signed && body.get("inOrder") == Some(&Value::Bool(false));
    let order =
        GroupageOrder { request_id, number, barcode: barcode.clone(), made_at: now, visible_at: now + lag, held };
    carrier.take(order);
    let side = |name: &str| delivery.get(name).and_then(towns::place);
    let addresses = side("derival").zip(side("arrival")).map(|(from, to)| found(body, &from, &to)).unwrap_or_default();
    let mut data = json!({
        "state": "success", "requestID": request_id, "information": [TRAINING], "foundAddresses": addresses,
    });
    if let Value::Object(data) = &mut data {
        if let Some(barcode) = barcode {
            data.insert("barcode".to_owned(), barcode.into());
        }
        if signed {
            data.insert("addressBook".to_owned(), json!({}));
        }
    }
    Ok(Reply::Data(data))
}

/// `v3/orders`: by the client's own number.
pub(super) fn search(carrier: &Carrier, question: &Question, now: DateTime<Utc>) -> Reply {
    let number = question.text("orderNumber");
    let fits = |order: &&GroupageOrder| !number.is_empty() && order.number == number && order.visible_at <= now;
    let orders: Vec<Value> = carrier.orders.iter().filter(fits).map(document).collect();
    Reply::Plain(json!({ "metadata": { "status": 200 }, "orders": orders }))
}

fn document(order: &GroupageOrder) -> Value {
    let (state, name) =
        if order.held { ("draft", "Черновик") } else { ("processing", "В обработке") };
    json!({
        "orderId": format!("TR-{}", order.request_id), "orderNumber": order.number, "state": state, "stateName": name,
        "progressPercent": if order.held { 0 } else { 10 }, "isPaid": false, "totalSum": null,
        "orderDates": { "createdDate": order.made_at.date_naive().to_string() },
        "documents": [{
            "id": order.request_id.to_string(), "uid": uid(order), "type": "request", "state": state,
            "barcode": order.barcode, "availableDocs": ["order"],
        }],
    })
}

fn uid(order: &GroupageOrder) -> String {
    format!("0x{:032x}", order.request_id)
}

/// `v1/printable`: a page with one line, coded as the carrier codes its own.
pub(super) fn printed(carrier: &Carrier, question: &Question) -> Outcome {
    let Some(order) = carrier.orders.iter().find(|order| uid(order) == question.text("docUID")) else {
        return refuse(404, Complaint::new(717_001, "Заказ не найден").field("docUID"));
    };
    let page = page(&format!("Training order {}", order.request_id));
    Ok(Reply::Data(json!([{ "base64": coded(page.as_bytes()) }])))
}

/// The smallest PDF that shows a line.
fn page(line: &str) -> String {
    let stream = format!("BT /F1 18 Tf 40 120 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut text = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(text.len());
        let _always_fits = write!(text, "{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let table = text.len();
    let _always_fits = write!(text, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        let _always_fits = writeln!(text, "{place:010} 00000 n ");
    }
    let _always_fits =
        write!(text, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", places.len() + 1);
    text
}

fn coded(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sign =
        |bits: u32| SIGNS.get(usize::try_from(bits & 63).unwrap_or_default()).map_or('=', |byte| char::from(*byte));
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        text.push(sign(bits >> 18));
        text.push(sign(bits >> 12));
        text.push(if chunk.len() > 1 { sign(bits >> 6) } else { '=' });
        text.push(if chunk.len() > 2 { sign(bits) } else { '=' });
    }
    text
}
