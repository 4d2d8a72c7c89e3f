//! The speed of entry: a two-point bid counted by its stops, a lane repeated, a line of text, rows of a spreadsheet.

use cargorun_desk::app::bid_list::BidLine;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::words::Lang;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk_support::Server;
use super::{AddressAnswer, RU, Window, open};

/// The most stops that an ordinary bid may take: the web page needs nineteen typed fields and thirty-two clicks.
const MOST_STOPS: usize = 12;

impl Window {
    fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(3);
    }

    fn types(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run_steps(3);
    }

    /// Name of what has the focus.
    fn stop(&self) -> String {
        let focused = self.harness.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    fn drafts(&self) -> Vec<BidLine> {
        let lines = self.state().bids.lines.clone().unwrap_or_default();
        lines.iter().filter(|line| line.remote.is_none() && line.state == RecordState::LocalNew).cloned().collect()
    }
}

#[test]
fn an_ordinary_bid_takes_at_most_twelve_stops_and_no_click() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::with(|_| {});
    let day = (chrono::Utc::now() + chrono::TimeDelta::days(120)).date_naive();
    let next = day.succ_opt().unwrap();
    let mut window = open(dir.path(), &server, RU.lang);
    window.keys(Modifiers::COMMAND, Key::N);
    window.until("the editor", |window| window.state().editor.is_some());
    let said = [
        (RU.customer, "9999000013".to_owned(), true),
        (RU.payment, "Безналичный с НДС".to_owned(), true),
        (RU.vat, "22".to_owned(), true),
        (RU.price, "120 000".to_owned(), false),
        (RU.car, "a123bc77".to_owned(), true),
        (RU.trailer, "ав1234".to_owned(), true),
        (RU.driver, "89001234567".to_owned(), true),
        (RU.cargo_name, "ТНП".to_owned(), false),
        (RU.cargo_type, "ТНП".to_owned(), true),
        (RU.address[0], "Казань, Оренбургский тракт, 5".to_owned(), true),
        (RU.arrival[0], format!("{} 1000", day.format("%d.%m.%Y")), false),
        (RU.address[1], "Уфа, Сарапульская, 35".to_owned(), true),
        (RU.arrival[1], format!("{} 1400", next.format("%d.%m.%Y")), false),
    ];
    let mut stops: Vec<String> = Vec::new();
    // F8 goes to the next thing that is lacking: only what must be said is a stop.
    while !window.sees("Всё заполнено") {
        window.press(Key::F8);
        let stop = window.stop();
        let Some((name, text, chosen)) = said.iter().find(|(name, _, _)| *name == stop) else {
            panic!("F8 comes to {stop}, where nothing is said; so far {stops:?}");
        };
        stops.push(stop.clone());
        assert!(stops.len() <= MOST_STOPS, "{stops:?}");
        window.types(text);
        if name.starts_with("Адрес") {
            window.until("the geocoder", |window| {
                matches!(window.state().addresses.get(text), Some(AddressAnswer::Found(_)))
            });
        }
        if *chosen {
            window.press(Key::Enter);
        }
    }
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.until("the number", |window| window.state().card.as_ref().is_some_and(|card| card.meta.remote_id.is_some()));
}

#[test]
fn a_lane_is_repeated_by_two_keys_and_a_date_and_taken_back_by_one() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let first = window.state().bids.shown_line(0).cloned().unwrap();
    window.harness.get_by_label_contains(&format!("Заявка {}, ", first.number)).click();
    window.until("the card", |window| window.state().card.is_some());
    window.keys(Modifiers::COMMAND, Key::R);
    window.types("завтра");
    window.press(Key::Enter);
    window.until("the draft", |window| window.drafts().len() == 1);
    let made = window.drafts().remove(0);
    assert_eq!((&made.route, &made.car, &made.customer), (&first.route, &first.car, &first.customer));
    assert_eq!(made.load_time.split(' ').nth(1), first.load_time.split(' ').nth(1), "the time of day stays");
    window.until("its card", |window| window.state().bids.selected.as_ref() == Some(&made.id));
    let copy = window.state().card.clone();
    assert!(copy.is_none_or(|copy| copy.bid.points.iter().all(|point| point.remote_id.is_none())));
    window.keys(Modifiers::COMMAND, Key::Z);
    window.until("nothing", |window| window.drafts().is_empty());
}

#[test]
fn a_line_and_rows_of_a_spreadsheet_become_drafts() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.types("из Казани в Уфу завтра 8 20 т 95 тыс тент");
    window.until("what it says", |window| window.sees("Казань → Уфа"));
    assert!(window.sees("95 000,00") || window.sees("95\u{a0}000,00"), "{:?}", window.labels());
    window.shows("Примечание: тент");
    window.press(Key::Enter);
    window.until("the draft", |window| window.drafts().len() == 1);
    assert_eq!(window.drafts()[0].route, "Казань → Уфа");

    let rows = "Откуда\tКуда\tЗагрузка\tВес\tЦена\nСамара\tПермь\t01.12.2026 0900\t20\t80 000\nСамара\tПермь\tскоро\t5\t10 000\n";
    window.harness.event(Event::Paste(rows.to_owned()));
    window.until("the rows", |window| window.sees("Создать черновики: 1"));
    window.shows("Не прочитано: загрузка: «скоро»");
    window.click("Создать черновики: 1");
    window.until("their draft", |window| window.drafts().len() == 2);
    assert!(window.drafts().iter().any(|line| line.route == "Самара → Пермь" && line.load_time == "01.12.2026 09:00"));
}
