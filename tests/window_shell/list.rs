//! The bids list: strip, search, order, rows, row menu, empty places.

use cargorun_desk::app::bid_list::{BidFilter, BidList, BidSort, BidView};
use cargorun_desk::app::command::Command;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::words::Lang;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::{Desk, data};

fn all() -> BidView {
    BidView { filter: BidFilter::All, ..BidView::default() }
}

#[test]
fn a_chip_shows_its_group() {
    let mut desk = Desk::open(data::state(300));
    let sent = desk.click("Без машины: 15");
    assert_eq!(sent, [Command::View(BidView { filter: BidFilter::NoCar, ..all() })]);
    assert_eq!(desk.rows().len(), 15, "the strip says how many a click shows");
    assert!(desk.sees("15 из 300"));
    let chip = desk.harness.get_by_label("Без машины: 15");
    assert_eq!(chip.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
}

#[test]
fn a_row_says_what_it_is_and_opens_its_card() {
    let mut desk = Desk::open(data::state(30));
    let name = "Заявка 48214, Уфа → Екатеринбург, А124ВС16, В работе, отправлена";
    let sent = desk.click(name);
    assert_eq!(sent, [Command::SelectBid(LocalId::new("bid-48214"))]);
    assert!(desk.sees("№ 48214"), "the card stands beside the list");
    let row = desk.harness.get_by_role_and_label(Role::Row, name);
    assert_eq!(row.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
}

#[test]
fn a_double_click_opens_the_editor_even_though_the_first_one_opens_the_card() {
    // Clicks of one double click are near in time: frames of 20 ms.
    let mut desk = Desk::with(data::state(30), [1400.0, 900.0], 0.02);
    let row = desk.harness.get_by_label_contains("Заявка 48214");
    row.click();
    row.click();
    let id = LocalId::new("bid-48214");
    let sent = desk.sent();
    assert_eq!(sent.first(), Some(&Command::SelectBid(id.clone())));
    assert_eq!(sent.last(), Some(&Command::EditBid(id)));
}

#[test]
fn a_title_sorts_and_the_same_title_turns_round() {
    let mut desk = Desk::open(data::state(30));
    let title = |desk: &mut Desk| {
        desk.harness.get_by_role_and_label(Role::ColumnHeader, "Цена").click();
        desk.sent()
    };
    let by_price = BidView { sort: BidSort::Price, ..all() };
    assert_eq!(title(&mut desk), [Command::View(by_price.clone())]);
    assert_eq!(title(&mut desk), [Command::View(BidView { descending: true, ..by_price })]);
}

#[test]
fn what_is_typed_is_searched_and_the_reset_shows_all_again() {
    let mut desk = Desk::open(data::state(300));
    desk.harness.get_by_role_and_label(Role::TextInput, "Поиск заявок").focus();
    desk.harness.run();
    let sent = desk.type_text("48214");
    assert_eq!(sent, [Command::View(BidView { search: "48214".into(), ..all() })]);
    assert_eq!(desk.rows().len(), 1);
    desk.type_text(" такой нет");
    assert!(desk.rows().is_empty() && desk.sees("Ничего не найдено"));
    let sent = desk.press("Сбросить фильтр");
    assert_eq!(sent, [Command::View(all())]);
    assert!(desk.rows().len() > 10, "everything is back");
    let field = desk.harness.get_by_role_and_label(Role::TextInput, "Поиск заявок");
    assert_eq!(field.value().unwrap_or_default(), "", "the field is empty again");
}

#[test]
fn the_row_menu_offers_what_may_be_done() {
    let mut desk = Desk::open(data::state(30));
    // 48215 waits and is equal on both sides: it can be started, there is nothing to send.
    desk.harness.get_by_label_contains("Заявка 48215").click_secondary();
    let id = LocalId::new("bid-48215");
    assert_eq!(desk.sent(), [Command::SelectBid(id.clone())], "the menu stands on the selected row");
    let of_menu = |desk: &Desk, name: &str| {
        // The card beside the list has buttons of the same names; the menu is the later in the tree.
        let nodes: Vec<_> = desk.harness.get_all_by_role_and_label(Role::Button, name).collect();
        nodes.last().map(|node| (node.rect().center(), node.accesskit_node().is_disabled()))
    };
    assert_eq!(of_menu(&desk, "Отправить").map(|(_, disabled)| disabled), Some(true));
    let (at, disabled) = of_menu(&desk, "Запустить").expect("the menu is open");
    assert!(!disabled);
    desk.harness.hover_at(at);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        desk.harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: egui::Modifiers::NONE });
    }
    assert_eq!(desk.sent(), [Command::StartBid(id)]);
    assert!(!desk.sees("Скопировать номер"), "the menu is closed");
}

#[test]
fn a_row_can_be_copied_into_a_spreadsheet() {
    let mut desk = Desk::open(data::state(30));
    desk.harness.get_by_label_contains("Заявка 48215").click_secondary();
    desk.sent();
    desk.harness.get_by_role_and_label(Role::Button, "Скопировать строку").click();
    // The copy is an output of one frame: it is caught as frames pass.
    let mut copied = None;
    for _ in 0..8 {
        desk.harness.step();
        for command in &desk.harness.output().platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                copied = Some(text.clone());
            }
        }
    }
    let text = copied.expect("something was copied");
    let cells: Vec<_> = text.split('\t').collect();
    assert_eq!(cells.len(), 9);
    assert_eq!(cells.get(..4), Some(&["48215", "Ожидает", "Москва → Саратов", "А125ВС102"][..]));
}

#[test]
fn every_emptiness_says_what_to_do() {
    let mut desk = Desk::open(data::state(0));
    assert!(desk.sees("Заявок ещё нет"));
    let nodes = desk.harness.get_all_by_role_and_label(Role::Button, "Новая заявка").count();
    assert_eq!(nodes, 2, "one in the head, one in the empty place");

    desk.state().bids = BidList::default();
    desk.harness.run();
    assert!(desk.sees("Читаю базу…") && !desk.sees("Заявок ещё нет"), "unread is not empty");

    desk.state().settings.lang = Lang::En;
    desk.harness.run();
    assert!(desk.sees("Reading the database…"));
}

#[test]
fn a_hundred_thousand_rows_cost_no_more_than_a_screenful() {
    let mut desk = Desk::open(data::state(100_000));
    let few = desk.rows().len();
    assert!((20..60).contains(&few), "{few} rows were made");
    desk.key(egui::Key::End);
    let rows = desk.rows();
    let last =
        cargorun_desk::ui::bids::model::line_name(&data::line(99_999), Lang::Ru, &cargorun_desk::ui::theme::LIGHT);
    assert!(rows.contains(&last), "the last row is in sight, and only a screenful is made: {}", rows.len());
    assert!(rows.len() < 60);
}

#[test]
fn opening_the_card_leaves_the_list_where_it_was() {
    let mut desk = Desk::open(data::state(1_000));
    for _ in 0..5 {
        desk.key(egui::Key::PageDown);
    }
    desk.press("Закрыть карточку");
    let before = desk.rows();
    assert!(!before.iter().any(|row| row.contains("48214")), "far from the top");
    let middle = before.get(before.len() / 2).cloned().expect("a row");
    desk.click(&middle);
    let seen = |desk: &Desk| desk.rows().contains(&middle);
    assert!(seen(&desk), "fewer columns beside the card, the same rows");
    desk.press("Закрыть карточку");
    assert!(seen(&desk), "and back");
}

#[test]
fn a_narrow_window_keeps_the_columns_that_matter() {
    let titles = |desk: &Desk| -> Vec<_> {
        desk.harness.query_all_by_role(Role::ColumnHeader).filter_map(|node| node.accesskit_node().label()).collect()
    };
    let mut desk = Desk::open(data::state(30));
    assert_eq!(titles(&desk).len(), 9, "all that have room");
    let mut narrow = Desk::of_size(data::state(30), [1000.0, 700.0]);
    narrow.click("Заявка 48214, Уфа → Екатеринбург, А124ВС16, В работе, отправлена");
    assert_eq!(titles(&narrow), ["№", "Статус", "↔", "Маршрут", "Машина", "Загрузка"]);
    desk.click("Заявка 48214, Уфа → Екатеринбург, А124ВС16, В работе, отправлена");
    assert!(titles(&desk).contains(&"Цена".to_owned()), "the price stays beside the card in a wide window");
}

#[test]
fn without_room_for_both_the_card_takes_the_place_of_the_list() {
    let mut desk = Desk::of_size(data::state(30), [720.0, 500.0]);
    desk.key(egui::Key::ArrowDown);
    assert!(desk.sees("Новая заявка") && desk.rows().is_empty(), "the card alone");
    assert_eq!(desk.key(egui::Key::Escape), [Command::CloseCard]);
    assert!(!desk.rows().is_empty(), "and back to the list");
}

#[test]
fn a_bid_under_deletion_is_not_opened_for_editing() {
    let mut state = data::state(30);
    let mut lines: Vec<_> = (0..30).map(data::line).collect();
    if let Some(line) = lines.get_mut(1) {
        line.state = RecordState::DeletePending;
    }
    state.bids.lines = Some(std::sync::Arc::new(lines));
    data::select(&mut state, 1);
    let mut desk = Desk::open(state);
    assert!(desk.key(egui::Key::Enter).is_empty());
    desk.key(egui::Key::ArrowDown);
    assert_eq!(desk.key(egui::Key::Enter), [Command::EditBid(LocalId::new("bid-48215"))]);
}
