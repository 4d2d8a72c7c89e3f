//! The search field over 100,000 rows of some 120 bytes, as at each key, beside SQLite's `LIKE` over the same texts.

use cargorun_desk::domain::search_key::{Query, fold};
use rusqlite::{Connection, params};

use crate::measure::{Row, Rows, time};

const ROWS: usize = 100_000;

const TOWNS: [&str; 8] =
    ["Казань", "Уфа", "Набережные Челны", "Нижний Новгород", "Москва", "Екатеринбург", "Орёл", "Ростов-на-Дону"];
const NAMES: [&str; 6] =
    ["Петров О. И.", "Сидоров А. В.", "Ёлкина М. С.", "Кузнецов Р. Т.", "Хабибуллин Т. Р.", "Ли К."];
const CUSTOMERS: [&str; 5] = ["ООО «Ромашка»", "АО «Волга-Трейд»", "ИП Лесной", "Завод «Прогресс»", "Volvo Trade"];

pub(crate) fn rows() -> Rows {
    let texts: Vec<String> = (0..ROWS).map(text).collect();
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    let sqlite = sqlite(&folded)?;
    let mut rows = vec![Row::new(
        "search: fold 100,000 texts, once",
        time(5, || texts.iter().map(|text| fold(text)).collect::<Vec<String>>()),
    )];
    for (what, typed) in [
        ("a name and a town", "петров каз"),
        ("a name in the wrong layout", "gtnhjd"),
        ("a plate with spaces", "а 123 вс"),
        ("a phone from 8", "8 900 123"),
        ("nothing like it", "щщщ"),
    ] {
        rows.push(filter(what, typed, &folded, &sqlite)?);
    }
    Ok(rows)
}

fn filter(what: &str, typed: &str, folded: &[String], sqlite: &Connection) -> Result<Row, rusqlite::Error> {
    let ours = time(51, || {
        let query = Query::new(typed);
        folded.iter().filter(|text| query.matches(text)).count()
    });
    // One pattern a word; the other layout and the forms of phones are left out, to SQLite's advantage.
    let words = fold(typed);
    let patterns: Vec<String> = words.split(' ').map(|word| format!("%{word}%")).collect();
    let mut condition = vec!["text LIKE ?"; patterns.len()].join(" AND ");
    condition.insert_str(0, "SELECT count(*) FROM row WHERE ");
    let mut statement = sqlite.prepare(&condition)?;
    let mut failed = None;
    let theirs = time(5, || {
        statement
            .query_row(rusqlite::params_from_iter(&patterns), |row| row.get::<_, i64>(0))
            .map_err(|error| failed = Some(error))
    });
    failed
        .map_or(Ok(Row::new(format!("search: 100,000 rows for {what}, «{typed}»"), ours).beside("SQLite", theirs)), Err)
}

/// A row of the bids list: number, route, plates, driver, phone, customer.
fn text(place: usize) -> String {
    let pick = |list: &[&'static str], step: usize| list.get(place / step % list.len()).copied().unwrap_or_default();
    let (from, to) = (pick(&TOWNS, 1), pick(&TOWNS, 11));
    let (driver, customer) = (pick(&NAMES, 3), pick(&CUSTOMERS, 7));
    let number = 40_000 + place;
    let (car, trailer, phone) = (place % 999 + 1, place % 10_000, place * 7_919 % 1_000_000_000);
    format!("{number} {from} → {to} А{car:03}ВС77 АВ{trailer:04}16 {driver} +79{phone:09} {customer}")
}

fn sqlite(texts: &[String]) -> Result<Connection, rusqlite::Error> {
    let mut connection = Connection::open_in_memory()?;
    let transaction = connection.transaction()?;
    transaction.execute("CREATE TABLE row (text TEXT)", [])?;
    let mut insert = transaction.prepare("INSERT INTO row VALUES (?1)")?;
    for text in texts {
        insert.execute(params![text])?;
    }
    drop(insert);
    transaction.commit()?;
    Ok(connection)
}
