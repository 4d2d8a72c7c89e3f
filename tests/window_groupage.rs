//! The groupage panel over a real worker and the training carrier on port 0, driven by what a screen reader sees.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

#[path = "support/desk.rs"]
#[expect(dead_code, reason = "the command line's half of the support is for its own tests")]
mod desk_support;

#[path = "support/window.rs"]
#[expect(dead_code, reason = "each binary uses a part of the support")]
mod window_support;

use std::path::Path;

use cargorun_desk::app::command::{Command, Secret};
use cargorun_desk::app::folders::Folder;
use cargorun_desk::app::groupage::desk::{CarrierSecrets, GroupageCommand, Placed, Pricing};
use cargorun_desk::app::settings::Settings;
use cargorun_desk::domain::ltl::DeliveryType;
use cargorun_desk::sandbox::Fault;
use cargorun_desk::store::groupage::OrderState;
use cargorun_desk::words::Lang;
use chrono::{Datelike as _, TimeDelta, Weekday};
use desk_support::Server;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use window_support::{Place, Window};

/// A desk whose carrier's keys are those of the training.
fn open(profile: &Path, server: &Server) -> Window {
    let running = server.running();
    let mut settings = Settings { lang: Lang::Ru, ..Settings::default() };
    (settings.dellin.per_minute, settings.dellin.own_rub_per_km, settings.dellin.retries) = (600, 40, 0);
    let place = Place::training(profile, running.base_url(), (running.user(), running.password()));
    let mut window = Window::settled(Place { settings, ..place });
    let (appkey, token) = running.carrier_keys();
    let secret = |text: &str| Some(Secret(text.to_owned().into()));
    let secrets = CarrierSecrets { appkey: secret(appkey), token: secret(token), login: None };
    window.harness.state_mut().desk.command(Command::Groupage(GroupageCommand::Keys(secrets)));
    window.until("the keys", |window| window.state().groupage.keys.has_account);
    window
}

/// A working day that is near enough for the carrier.
fn day() -> String {
    let mut day = chrono::Utc::now().date_naive() + TimeDelta::days(3);
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day = day.succ_opt().unwrap();
    }
    day.format("%d.%m.%Y").to_string()
}

impl Window {
    fn text(&mut self, label: &str, text: &str) {
        self.type_into(Role::TextInput, label, text);
    }

    fn choose(&mut self, label: &str, text: &str) {
        self.type_into(Role::EditableComboBox, label, text);
        self.press(Key::Enter);
    }

    /// Fills what a bid can't say: measures, value, who sends and who receives.
    fn fill(&mut self, start: &str) {
        self.choose("Откуда: Как передают груз", start);
        self.text("Откуда: Дата отправки", &day());
        if start == "На терминале" {
            self.choose("Откуда: Терминал", "Казань");
        } else {
            self.text("Откуда: Адрес", "Республика Татарстан, Казань, Оренбургский тракт, 5");
        }
        self.text("Куда: Адрес", "Республика Башкортостан, Уфа, Сарапульская, 35");
        self.choose("Груз: Характер груза", "Мебель");
        for (label, text) in [
            ("Груз: Мест", "2"),
            ("Груз: Общий вес", "110"),
            ("Груз: Общий объём", "0,96"),
            ("Груз: Самое тяжёлое место", "60"),
            ("Груз: Длина места", "1,2"),
            ("Груз: Ширина места", "0,8"),
            ("Груз: Высота места", "0,5"),
            ("Груз: Объявленная стоимость", "100 000"),
        ] {
            self.text(label, text);
        }
        self.text("Оплата и заказчик: Город оплаты", "Казань");
    }

    fn people(&mut self) {
        for who in ["Отправитель", "Получатель"] {
            self.choose(&format!("{who}: Форма организации"), "ООО");
            self.text(&format!("{who}: Название или ФИО"), "Ромашка");
            self.text(&format!("{who}: ИНН"), "9999000013");
            for (list, label, value) in
                [("Контактное лицо", "Контактное лицо", "Иван"), ("Телефон", "Телефон", "79001234567")]
            {
                let field = format!("{who}: {label}, 1");
                if self.harness.query_by_role_and_label(Role::TextInput, &field).is_none() {
                    // By keyboard: the focus brings it into sight, Enter presses it, the new row has the keyboard.
                    let add = format!("{who}: Добавить: {list}");
                    self.harness.get_by_role_and_label(Role::Button, &add).focus();
                    self.harness.run_steps(3);
                    self.press(Key::Enter);
                    self.harness.run_steps(2);
                }
                self.text(&field, value);
            }
        }
    }

    fn until_price(&mut self) {
        self.until("a price", |window| {
            let desk = &window.state().groupage;
            desk.price_is_fresh() && desk.pricing == Pricing::Idle
        });
    }

    fn confirm(&mut self, begin: &str, send: &str) {
        self.until("the checks", |window| {
            let desk = &window.state().groupage;
            desk.checked.as_ref().is_some_and(|checked| checked.edition == desk.edition)
        });
        // The page shows the addresses that the price was made for: the last thing typed may have changed it once more.
        self.until_price();
        self.click(begin);
        self.harness.run_steps(4);
        self.shows("учебная");
        self.harness.get_by_role_and_label(Role::CheckBox, "Адреса поняты верно").click();
        self.harness.run_steps(3);
        self.click(send);
        self.until("an outcome", |window| window.state().groupage.placed.is_some());
    }

    fn placed(&self) -> OrderState {
        match self.state().groupage.placed.as_ref().unwrap() {
            Placed::Sent(order, ..) => order.state,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_bid_becomes_a_price_and_an_order_that_its_card_shows() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server);
    // From the list by keys alone.
    window.press(Key::ArrowDown);
    window.until("a bid", |window| window.state().card.is_some());
    let bid = window.state().card.as_ref().unwrap().meta.id.clone();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    window.until("the form", |window| window.state().groupage.open.as_ref().is_some_and(|open| open.bid.is_some()));
    window.until("the directories", |window| {
        !window.state().groupage.refreshing && !window.state().groupage.directories.is_empty()
    });
    window.until("what is missing", |window| window.state().groupage.checked.is_some());
    window.until("what is missing is asked", |window| {
        window.sees("Укажите длину, ширину и высоту") || window.sees("Укажите число больше нуля")
    });
    assert!(window.state().groupage.price.is_none());

    window.fill("По адресу");
    window.until_price();
    let price = window.state().groupage.price.clone().unwrap().1;
    assert!(price.training && price.quote.price.is_some());
    window.shows("УЧЕБНАЯ");
    window.until("the own truck", |window| window.state().groupage.own.is_some());
    window.shows("Своя машина по той же дороге");
    assert!(window.state().groupage.own.is_some_and(|way| way.km > 300.0));
    window.shows("Казань");
    let kept = window.state().groupage.offers.len();
    assert_eq!(kept, 1, "typing leaves one offer with the bid, not one a keystroke");

    window.click("Сравнить виды");
    window.until("all kinds", |window| {
        let lines = &window.state().groupage.compared;
        lines.len() == DeliveryType::ALL.len() && lines.iter().all(|(_, answer)| answer.is_some())
    });
    let refused = |kind| {
        window.state().groupage.compared.iter().any(|(one, answer)| *one == kind && matches!(answer, Some(Err(_))))
    };
    assert!(refused(DeliveryType::Small) && !refused(DeliveryType::Express), "110 kg are no small parcel");

    window.people();
    window.confirm("Оформить заказ…", "Заказать");
    assert_eq!(window.placed(), OrderState::Made);
    window.shows("Заказ принят");
    window.shows("9000001");
    let made = server.running().carrier_orders();
    assert_eq!(made.len(), 1);
    window.click(&format!("К заявке: {}", made[0].number));
    window.until("the card", |window| window.state().card.as_ref().is_some_and(|card| card.meta.id == bid));
    window.shows(&format!("{} · № 9000001 · Принят", made[0].number));

    // A second one of the same bid wants a word.
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    window.until("the form again", |window| window.state().groupage.placed.is_none());
    window.until("what stands in the way", |window| {
        window.state().groupage.checked.as_ref().is_some_and(|checked| checked.in_the_way.is_some())
    });
    assert_eq!(server.running().carrier_orders().len(), 1);
}

#[test]
fn an_order_without_an_answer_waits_for_a_decision_and_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server);
    window.click("Деловые Линии");
    window.until("an empty form", |window| window.state().groupage.open.is_some());
    window.until("the directories", |window| {
        !window.state().groupage.refreshing && !window.state().groupage.directories.is_empty()
    });
    window.fill("На терминале");
    window.people();
    window.until_price();
    server.running().set_fault(Fault::LateCreate, 1.0);
    window.confirm("Оформить предзаказ…", "Отправить предзаказ");
    assert_eq!(window.placed(), OrderState::Unknown);
    window.shows("Неизвестно, оформлен ли заказ");
    server.running().set_fault(Fault::LateCreate, 0.0);
    let number = window.state().groupage.orders[0].number.clone();
    // The carrier makes it a moment later: whoever does not see it yet looks again.
    window.until("it is made there", |_| server.running().carrier_orders().len() == 1);
    window.click(&format!("Проверить в Деловых Линиях: {number}"));
    window.until("it is found", |window| window.placed() == OrderState::Made);
    window.shows("Штрихкод 4");
    assert_eq!(server.running().carrier_orders().len(), 1, "nothing was sent twice");

    // Label, bars and the carrier's own form become files where exports go.
    let exports = dir.path().join("бумаги");
    let set = Command::SetFolder(Folder::Exports, exports.display().to_string());
    window.harness.state_mut().desk.command(set);
    window.until("the folder", |window| !window.state().settings.export_dir.is_empty());
    for (button, begins) in
        [("Этикетка PDF", &b"%PDF"[..]), ("Штрихкод PNG", &b"\x89PNG"[..]), ("Заявка PDF", &b"%PDF"[..])]
    {
        let before = written(&exports).len();
        let buttons = window.harness.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
        let name = buttons.into_iter().find(|name| name.starts_with(button)).unwrap();
        window.click(&name);
        window.until(button, |_| written(&exports).len() > before);
        assert!(written(&exports).iter().all(|bytes| !bytes.is_empty()), "each is there whole or not at all");
        assert!(written(&exports).iter().any(|bytes| bytes.starts_with(begins)), "{button}");
    }
}

/// What the files of a folder hold, those that are still being written left out.
fn written(folder: &Path) -> Vec<Vec<u8>> {
    let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|file| file.path());
    files
        .filter(|path| path.extension().is_some_and(|end| end != "part"))
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}
