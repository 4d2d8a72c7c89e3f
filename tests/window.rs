//! The whole window against the training server, driven by what a screen reader sees: a newcomer's first bid.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

#[path = "support/desk.rs"]
#[expect(dead_code, reason = "the command line's half of the support is for its own tests")]
mod desk_support;

#[path = "support/window.rs"]
#[expect(dead_code, reason = "each binary uses a part of the support")]
mod window_support;

#[path = "window/another_desk.rs"]
mod another_desk;
#[path = "window/drafts.rs"]
mod drafts;
#[path = "window/entry.rs"]
mod entry;
#[path = "window/import.rs"]
mod import;
#[path = "window/in_place.rs"]
mod in_place;
#[path = "window/invites.rs"]
mod invites;
#[path = "window/keys.rs"]
mod keys;
#[path = "window/life.rs"]
mod life;
#[path = "window/notes.rs"]
mod notes;
#[path = "window/papers.rs"]
mod papers;
#[path = "window/plan.rs"]
mod plan;
#[path = "window/reports.rs"]
mod reports;
#[path = "window/undo.rs"]
mod undo;

use std::path::Path;

use cargorun_desk::app::settings::Settings;
use cargorun_desk::app::state::{AddressAnswer, Link};
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::Store;
use cargorun_desk::words::Lang;
use chrono::NaiveDate;
use desk_support::Server;
use egui::Role;
use egui_kittest::kittest::Queryable as _;
use window_support::{Place, Window};

/// Opens the window and waits until the first exchange is over.
fn open(profile: &Path, server: &Server, lang: Lang) -> Window {
    Window::settled(place(profile, server, lang))
}

/// A training desk on a server that runs.
fn place<'a>(profile: &'a Path, server: &'a Server, lang: Lang) -> Place<'a> {
    let running = server.running();
    let settings = Settings { lang, ..Settings::default() };
    Place { settings, ..Place::training(profile, running.base_url(), (running.user(), running.password())) }
}

/// What a screen reader calls the things of the story, in one language.
struct Names {
    lang: Lang,
    new_bid: &'static str,
    customer: &'static str,
    payment: &'static str,
    vat: &'static str,
    price: &'static str,
    car: &'static str,
    trailer: &'static str,
    driver: &'static str,
    cargo_name: &'static str,
    cargo_type: &'static str,
    address: [&'static str; 2],
    arrival: [&'static str; 2],
    send: &'static str,
    shift: &'static str,
    start: &'static str,
    started: &'static str,
    planned: &'static str,
}

const RU: Names = Names {
    lang: Lang::Ru,
    new_bid: "Новая заявка",
    customer: "Заказчик",
    payment: "Тип оплаты",
    vat: "НДС",
    price: "Цена",
    car: "Машина",
    trailer: "Прицеп",
    driver: "Водитель",
    cargo_name: "Наименование груза",
    cargo_type: "Тип груза",
    address: ["Адрес, точка 1", "Адрес, точка 2"],
    arrival: ["Приезд, точка 1", "Приезд, точка 2"],
    send: "Сохранить и отправить",
    shift: "Сдвинуть даты",
    start: "Запустить",
    started: "В работе",
    planned: "Ожидает",
};

const EN: Names = Names {
    lang: Lang::En,
    new_bid: "New bid",
    customer: "Customer",
    payment: "Payment type",
    vat: "VAT",
    price: "Price",
    car: "Truck",
    trailer: "Trailer",
    driver: "Driver",
    cargo_name: "Cargo name",
    cargo_type: "Cargo type",
    address: ["Address, point 1", "Address, point 2"],
    arrival: ["Arrival, point 1", "Arrival, point 2"],
    send: "Save and send",
    shift: "Move the dates",
    start: "Start",
    started: "In work",
    planned: "Waiting",
};

impl Window {
    /// Types into a picker and takes the first thing found.
    fn pick(&mut self, label: &str, text: &str) {
        self.type_into(Role::EditableComboBox, label, text);
        self.press(egui::Key::Enter);
    }

    /// Types an address, waits for the geocoder and takes its first suggestion.
    fn pick_address(&mut self, label: &str, text: &str) {
        self.type_into(Role::EditableComboBox, label, text);
        let found = |window: &Self| matches!(window.state().addresses.get(text), Some(AddressAnswer::Found(_)));
        self.until("the geocoder", found);
        self.press(egui::Key::Enter);
    }

    /// Opens the editor and fills a whole bid from Казань to Уфа on the demo truck.
    fn fill_bid(&mut self, names: &Names, day: NaiveDate) {
        self.harness.get_by_role_and_label(Role::Button, names.new_bid).click();
        self.until("the editor", |window| window.state().editor.is_some());
        self.pick(names.customer, "9999000013");
        self.pick(names.payment, "Безналичный с НДС");
        self.pick(names.vat, "22");
        self.type_into(Role::TextInput, names.price, "120 000");
        self.pick(names.car, "a123bc77");
        self.pick(names.driver, "89001234567");
        self.pick(names.trailer, "ав1234");
        self.type_into(Role::TextInput, names.cargo_name, "ТНП");
        self.pick(names.cargo_type, "ТНП");
        let next = day.succ_opt().unwrap();
        let plan = [("Казань, Оренбургский тракт, 5", day, "1000"), ("Уфа, Сарапульская, 35", next, "1400")];
        for ((address, day, time), at) in plan.into_iter().zip(0..) {
            self.pick_address(names.address[at], address);
            self.type_into(Role::TextInput, names.arrival[at], &format!("{} {time}", day.format("%d.%m.%Y")));
        }
        self.harness.run_steps(4);
    }

    /// Waits until the open card shows a status.
    fn until_status(&mut self, status: &BidStatus) {
        self.until("the status", |window| {
            window.state().card.as_ref().is_some_and(|card| card.facts.status == *status && !card.meta.queued)
        });
    }
}

/// Creates a bid from two real addresses, sends it, starts it; a second one on the same dates is warned of, shifted,
/// sent and started, and waits; both are there after a restart.
fn story(names: &Names) {
    let dir = tempfile::tempdir().unwrap();
    let data = tempfile::tempdir().unwrap();
    let server = Server::with(|options| options.data_dir = Some(data.path().to_path_buf()));
    let day = (chrono::Utc::now() + chrono::TimeDelta::days(120)).date_naive();

    let mut window = open(dir.path(), &server, names.lang);
    window.fill_bid(names, day);
    assert!(window.harness.query_by_label(names.shift).is_none(), "nothing crosses yet");
    window.harness.get_by_role_and_label(Role::Button, names.send).click();
    window.until_status(&BidStatus::Draft);
    window.until("the number", |window| window.state().card.as_ref().is_some_and(|card| card.meta.remote_id.is_some()));
    window.harness.get_by_role_and_label(Role::Button, names.start).click();
    window.until_status(&BidStatus::Started);
    assert!(window.harness.query_all_by_label_contains(names.started).next().is_some(), "the card says it in words");
    let first = window.state().card.clone().unwrap();

    window.fill_bid(names, day);
    let number = first.meta.remote_id.unwrap().to_string();
    window.until("the overlap", |window| window.harness.query_all_by_label_contains(&number).next().is_some());
    window.harness.query_all_by_label(names.shift).next().unwrap_or_else(|| panic!("{:#?}", window.labels())).click();
    window.until("no overlap", |window| window.harness.query_by_label(names.shift).is_none());
    window.harness.get_by_role_and_label(Role::Button, names.send).click();
    window.until("the second card", |window| {
        window.state().card.as_ref().is_some_and(|card| card.meta.id != first.meta.id && card.meta.remote_id.is_some())
    });
    window.until_status(&BidStatus::Draft);
    window.harness.get_by_role_and_label(Role::Button, names.start).click();
    window.until_status(&BidStatus::Planned);
    assert!(window.harness.query_all_by_label_contains(names.planned).next().is_some());
    let second = window.state().card.clone().unwrap();
    drop(window);

    let window = open(dir.path(), &server, names.lang);
    let lines = window.state().bids.lines.clone().unwrap();
    let status = |id| lines.iter().find(|line| line.id == id).map(|line| line.status.clone());
    assert_eq!(status(first.meta.id.clone()), Some(BidStatus::Started));
    assert_eq!(status(second.meta.id.clone()), Some(BidStatus::Planned));
}

#[test]
fn a_newcomer_creates_and_starts_a_bid_in_russian() {
    story(&RU);
}

#[test]
fn a_newcomer_creates_and_starts_a_bid_in_english() {
    story(&EN);
}

#[test]
fn a_half_typed_form_is_there_again_after_the_program_died() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    window.harness.get_by_role_and_label(Role::Button, RU.new_bid).click();
    window.until("the editor", |window| window.state().editor.is_some());
    window.type_into(Role::TextInput, RU.cargo_name, "Недописанный груз");
    let store = Store::open(&dir.path().join("desk.db")).unwrap().store;
    window
        .until("the kept form", |_| store.kept_form("bid").unwrap().is_some_and(|form| form.contains("Недописанный")));
    // Nobody closes the editor: the window is gone as a killed program is.
    drop(window);

    let mut window = open(dir.path(), &server, Lang::Ru);
    window.harness.get_by_role_and_label(Role::Button, RU.new_bid).click();
    window.until("the form", |window| window.state().editor.is_some());
    let field = window.harness.get_by_role_and_label(Role::TextInput, RU.cargo_name);
    assert_eq!(field.value().as_deref(), Some("Недописанный груз"));
}

#[test]
fn without_a_network_the_desk_opens_saves_and_offers_towns() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Server::start();
    drop(open(dir.path(), &server, Lang::Ru));
    let address = server.running().base_url().to_owned();
    server.stop();
    let mut window = Window::at(Place::training(dir.path(), &address, ("dispatcher@training.example", "x")));
    window.until("the stored bids", |window| window.state().bids.lines.as_ref().is_some_and(|lines| lines.len() > 100));
    window.until("the news", |window| matches!(window.state().connection.link, Link::Offline(_)));
    window.harness.get_by_role_and_label(Role::Button, RU.new_bid).click();
    window.until("the editor", |window| window.state().editor.is_some());
    window.type_into(Role::EditableComboBox, RU.address[0], "Набережные Челны");
    window.until("towns", |window| {
        matches!(window.state().addresses.get("Набережные Челны"), Some(AddressAnswer::Offline(towns)) if !towns.is_empty())
    });
    window.press(egui::Key::Enter);
    window.until("the mark", |window| window.harness.query_all_by_label_contains("примерно").next().is_some());
    window.harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::S);
    window.until("the draft", |window| {
        window.state().bids.lines.as_ref().is_some_and(|lines| lines.iter().any(|line| line.remote.is_none()))
    });
}

#[test]
fn a_row_says_that_it_is_being_sent_while_the_answer_is_awaited() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    window.fill_bid(&RU, (chrono::Utc::now() + chrono::TimeDelta::days(90)).date_naive());
    server.running().set_fault(cargorun_desk::sandbox::Fault::Slow, 1.0);
    window.harness.get_by_role_and_label(Role::Button, RU.send).click();
    window.until("the state on the wire", |window| {
        let lines = window.state().bids.lines.clone().unwrap_or_default();
        lines.iter().any(|line| line.state == RecordState::CreateInflight)
    });
    server.running().set_fault(cargorun_desk::sandbox::Fault::Slow, 0.0);
    window.until("the number", |window| window.state().card.as_ref().is_some_and(|card| card.meta.remote_id.is_some()));
}
