//! Papers of bids: one by a key, several with a progress, words for a messenger, a changed template and what is wrong with it.

use cargorun_desk::words::Lang;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk_support::Server;
use super::{Window, open};

impl Window {
    fn papers(&mut self) {
        self.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
        self.until("the templates", |window| window.state().paperwork.templates.is_some());
    }

    fn choose_template(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::RadioButton, name).click();
        self.harness.run_steps(3);
    }

    fn select_first(&mut self) -> String {
        let line = self.state().bids.shown_line(0).cloned().unwrap();
        let row = format!("Заявка {}, {}", line.number, line.route);
        self.harness.get_by_label_contains(&row).click();
        self.until("the card", |window| window.state().card.is_some());
        line.number
    }
}

#[test]
fn a_transport_order_is_one_key_and_several_papers_are_one_press() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let number = window.select_first();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    window.until("the paper", |window| window.state().paperwork.made.is_some());
    let made = window.state().paperwork.made.clone().unwrap();
    assert_eq!((made.count, made.failed.as_slice()), (1, [].as_slice()));
    assert_eq!(made.place, dir.path().join(format!("papers/договор-заявка-{number}.pdf")));
    assert!(std::fs::read(&made.place).unwrap().starts_with(b"%PDF-"));

    window.papers();
    let count = window.state().bids.shown.len();
    window.click(&format!("Для каких заявок: Все в списке: {count}"));
    window.choose_template("Путевой лист");
    window.click("Сделать PDF");
    window.until("the papers", |window| window.state().paperwork.made.as_ref().is_some_and(|made| made.count > 1));
    let made = window.state().paperwork.made.clone().unwrap();
    assert_eq!((made.count, made.stopped, made.place), (count, false, dir.path().join("papers")));
    let written = std::fs::read_dir(dir.path().join("papers")).unwrap().count();
    assert_eq!(written, count + 1, "one a bid, and the order of before");
    if let Ok(kept) = std::env::var("CARGORUN_PAPERS") {
        // To be looked at by a person.
        for file in std::fs::read_dir(dir.path().join("papers")).unwrap().flatten() {
            std::fs::copy(file.path(), std::path::Path::new(&kept).join(file.file_name())).unwrap();
        }
    }
}

#[test]
fn words_for_a_messenger_come_from_a_template_that_can_be_changed() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let number = window.select_first();
    window.papers();
    window.choose_template("Сообщение водителю");
    window.click("Скопировать текст");
    window.until("the words", |window| window.state().paperwork.clip.is_some());
    let said = window.state().paperwork.clip.clone().unwrap().1;
    assert!(said.starts_with(&format!("Рейс № {number}: ")) && said.contains("Загрузка"), "{said}");
    // The folder is laid down, one template is spoiled: it is named, and can't be used.
    window.click("Шаблоны");
    let folder = dir.path().join("templates");
    window.until("the folder", |_| folder.join("сообщение-водителю.txt").is_file());
    std::fs::write(folder.join("сообщение-водителю.txt"), "Рейс {номер}\nКуда: {кудаа}\n").unwrap();
    window.click("Закрыть");
    window.papers();
    window.until("the mistake", |window| window.sees("строка 2: программа не знает поля «кудаа»"));
    window.choose_template("Сообщение водителю · свой шаблон");
    let make = window.harness.get_by_role_and_label(Role::Button, "Сделать PDF");
    assert!(make.accesskit_node().is_disabled());
}
