//! The whole story by the keyboard alone: no pointer, and no focus that the test gives by itself. Tab, Enter, arrows and
//! shortcuts have to be enough.

use cargorun_desk::domain::bid::BidStatus;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use super::{AddressAnswer, RU, Server, Window};

impl Window {
    fn ctrl(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        self.harness.run_steps(3);
    }

    fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run_steps(3);
    }

    /// Name of what has the focus.
    fn focused(&self) -> Option<String> {
        let focused = self.harness.root().children_recursive().find(|node| node.accesskit_node().is_focused())?;
        focused.accesskit_node().label()
    }

    /// Tab until the focus stands on this name.
    fn tab_to(&mut self, label: &str) {
        let mut met = Vec::new();
        while self.focused().as_deref() != Some(label) {
            met.push(self.focused());
            assert!(met.len() < 60, "Tab never comes to {label}: {met:?}");
            self.press(Key::Tab);
        }
    }

    fn fill(&mut self, label: &str, text: &str) {
        self.tab_to(label);
        self.type_text(text);
    }

    fn choose(&mut self, label: &str, text: &str) {
        self.fill(label, text);
        self.press(Key::Enter);
    }

    /// Does what the palette finds under these words.
    fn palette(&mut self, words: &str) {
        self.ctrl(Key::K);
        self.type_text(words);
        self.press(Key::Enter);
    }
}

#[test]
fn a_bid_is_made_sent_and_started_without_a_pointer() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::with(|_| {});
    let day = (chrono::Utc::now() + chrono::TimeDelta::days(120)).date_naive();
    let mut window = super::open(dir.path(), &server, RU.lang);

    window.ctrl(Key::N);
    window.until("the editor", |window| window.state().editor.is_some());
    window.choose(RU.customer, "9999000013");
    window.choose(RU.payment, "Безналичный с НДС");
    window.choose(RU.vat, "22");
    window.fill(RU.price, "120 000");
    let next = day.succ_opt().unwrap();
    let plan = [("Казань, Оренбургский тракт, 5", day, "1000"), ("Уфа, Сарапульская, 35", next, "1400")];
    window.choose(RU.car, "a123bc77");
    window.choose(RU.trailer, "ав1234");
    window.choose(RU.driver, "89001234567");
    window.fill(RU.cargo_name, "ТНП");
    window.choose(RU.cargo_type, "ТНП");
    for ((address, day, time), at) in plan.into_iter().zip(0..) {
        window.fill(RU.address[at], address);
        window.until("the geocoder", |window| {
            matches!(window.state().addresses.get(address), Some(AddressAnswer::Found(_)))
        });
        window.press(Key::Enter);
        window.fill(RU.arrival[at], &format!("{} {time}", day.format("%d.%m.%Y")));
    }
    window.ctrl(Key::Enter);
    window.until_status(&BidStatus::Draft);
    window.until("the number", |window| window.state().card.as_ref().is_some_and(|card| card.meta.remote_id.is_some()));
    window.palette("запустить");
    window.until_status(&BidStatus::Started);
}
