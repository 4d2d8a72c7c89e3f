//! "Send each complete draft at once": off, a saved bid waits for the person; on, it goes with the saving, if it is whole.

use cargorun_desk::app::bid_list::BidLine;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::words::Lang;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

use super::desk_support::{Desk, Server};
use super::{RU, Window, open};

impl Window {
    fn save(&mut self) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
        self.harness.run_steps(2);
    }

    /// Bids that the platform has never had.
    fn never_sent(&self) -> Vec<BidLine> {
        let lines = self.state().bids.lines.clone().unwrap_or_default();
        lines.iter().filter(|line| line.remote.is_none()).cloned().collect()
    }
}

#[test]
fn a_complete_draft_goes_by_itself_only_when_the_setting_says_so() {
    let (dir, colleagues) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    window.fill_bid(&RU, (chrono::Utc::now() + chrono::TimeDelta::days(100)).date_naive());
    window.save();
    window.until("the saved bid", |window| !window.never_sent().is_empty());
    let made = window.never_sent().remove(0);
    window.sync();
    let still = window.never_sent();
    assert_eq!(still.len(), 1, "nothing goes without a press");
    assert!(still[0].state == RecordState::LocalNew && !still[0].queued);

    window.click("Настройки");
    window.click("Кто решает конфликты");
    window.harness.get_by_role_and_label(Role::CheckBox, "Сразу отправлять готовые черновики").click();
    window.until("the setting", |window| window.state().settings.rules.send_drafts);
    window.click("Заявки");
    window.type_into(Role::TextInput, RU.price, "121 000");
    window.save();
    let of = |window: &Window| {
        let lines = window.state().bids.lines.clone().unwrap_or_default();
        lines.iter().find(|line| line.id == made.id).cloned()
    };
    window.until("its number", |window| of(window).is_some_and(|line| line.remote.is_some() && !line.queued));
    let sent = of(&window).unwrap();
    assert_eq!(sent.state, RecordState::Clean);
    let colleague = Desk::new(colleagues.path(), &server);
    assert_eq!(colleague.run(&["sync", "--once"]).code, 0);
    let seen = colleague.run(&["bid", "show", &format!("cr:{}", sent.remote.unwrap())]).json;
    assert_eq!((&seen["price"], &seen["status"]), (&"121000.00".into(), &"New".into()), "a draft, not started: {seen}");

    window.press(Key::Escape);
    window.until("the closed form", |window| window.state().editor.is_none());
    window.click(RU.new_bid);
    window.until("the editor", |window| window.state().editor.is_some());
    window.type_into(Role::TextInput, RU.cargo_name, "Груз без рейса");
    window.save();
    window.until("the saved half", |window| !window.never_sent().is_empty());
    window.sync();
    let half = window.never_sent();
    assert!(half.len() == 1 && half[0].state == RecordState::LocalNew && !half[0].queued, "what lacks fields waits");
}
