//! Everything by keyboard: shortcuts, walking the list, one Tab stop for the table.

use cargorun_desk::app::bid_list::{BidFilter, BidView};
use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::state::{EditorStart, EditorTarget};
use cargorun_desk::domain::id::LocalId;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use crate::{Desk, data};

fn bid(number: i64) -> LocalId {
    LocalId::new(format!("bid-{number}"))
}

#[test]
fn shortcuts_send_what_they_say() {
    let mut desk = Desk::open(data::state(30));
    assert_eq!(desk.ctrl(Key::N), [Command::NewBid]);
    assert_eq!(desk.key(Key::F5), [Command::SyncNow]);
    assert_eq!(desk.ctrl(Key::Z), [Command::Undo]);
    assert_eq!(desk.ctrl(Key::Plus), [Command::SetScale(1.1)]);
    assert_eq!(desk.ctrl(Key::Num0), [Command::SetScale(1.0)]);
    let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    let screens = [
        Screen::Bids,
        Screen::Drivers,
        Screen::Cars,
        Screen::Trailers,
        Screen::Counterparties,
        Screen::Catalogs,
        Screen::Journal,
        Screen::Settings,
        Screen::Conflicts,
    ];
    for (digit, screen) in digits.into_iter().zip(screens) {
        let sent = desk.ctrl(digit);
        assert_eq!(sent.first(), Some(&Command::Open(screen)), "{digit:?}");
    }
    assert_eq!(desk.ctrl(Key::N), [Command::Open(Screen::Bids), Command::NewBid], "a new bid from any screen");
}

#[test]
fn arrows_walk_the_list_and_enter_opens_the_editor() {
    let mut desk = Desk::open(data::state(298));
    // The first row has no number yet.
    assert_eq!(desk.key(Key::ArrowDown), [Command::SelectBid(LocalId::new("local-0"))]);
    assert_eq!(desk.key(Key::ArrowDown), [Command::SelectBid(bid(48_214))]);
    assert_eq!(desk.key(Key::ArrowUp), [Command::SelectBid(LocalId::new("local-0"))]);
    assert_eq!(desk.key(Key::End), [Command::SelectBid(bid(48_213 + 297))]);
    assert!(desk.rows().iter().any(|row| row.contains("48510")), "the end is in sight");
    assert_eq!(desk.key(Key::Home), [Command::SelectBid(LocalId::new("local-0"))]);
    let paged = desk.key(Key::PageDown);
    assert!(
        matches!(&paged[..], [Command::SelectBid(id)] if *id != bid(48_214)),
        "a page is more than a row: {paged:?}"
    );
    assert_eq!(desk.key(Key::Home).len(), 1);
    desk.key(Key::ArrowDown);
    assert_eq!(desk.key(Key::Enter), [Command::EditBid(bid(48_214))]);
    assert_eq!(desk.key(Key::Escape), [Command::CloseCard]);
}

#[test]
fn the_search_field_keeps_its_keys_to_itself() {
    let mut desk = Desk::open(data::state(300));
    desk.ctrl(Key::F);
    assert!(desk.harness.get_by_role_and_label(Role::TextInput, "Поиск заявок").is_focused());
    desk.type_text("482");
    assert!(desk.key(Key::Home).is_empty(), "Home moves the cursor, not the selection");
    assert!(desk.ctrl(Key::Z).iter().all(|command| *command != Command::Undo), "Ctrl+Z undoes the typing");
}

#[test]
fn the_table_is_one_tab_stop() {
    let mut desk = Desk::open(data::state(300));
    let table = |desk: &Desk| desk.harness.get_by_role_and_label(Role::Table, "Список заявок").is_focused();
    let mut stops = 0;
    while !table(&desk) {
        desk.key(Key::Tab);
        stops += 1;
        assert!(stops < 60, "Tab never reached the table");
    }
    assert_eq!(desk.key(Key::ArrowDown).len(), 1, "arrows walk its rows");
    assert!(table(&desk), "and the focus stays");
    desk.key(Key::Tab);
    assert!(!table(&desk), "the next Tab leaves it, whatever the number of rows");
}

#[test]
fn an_open_editor_keeps_its_own_keys() {
    let mut state = data::state(30);
    data::select(&mut state, 1);
    state.editor = Some(EditorTarget { session: 1, id: None, start: EditorStart::Blank, saved: None });
    let mut desk = Desk::open(state);
    assert!(desk.ctrl(Key::Enter).iter().all(|command| !matches!(command, Command::SendBid(_))));
    assert!(!desk.key(Key::Escape).contains(&Command::CloseCard));
    assert!(!desk.ctrl(Key::N).contains(&Command::NewBid), "an open form isn't thrown away");
    assert_eq!(desk.key(Key::F5), [Command::SyncNow], "but the exchange can be asked for");
}

#[test]
fn the_palette_does_what_is_typed() {
    let mut desk = Desk::open(data::state(300));
    assert!(desk.ctrl(Key::K).is_empty());
    assert!(desk.harness.get_by_role_and_label(Role::TextInput, "Найти или выполнить…").is_focused());
    desk.type_text("синхр");
    assert_eq!(desk.key(Key::Enter), [Command::SyncNow]);
    assert!(!desk.sees("Синхронизировать сейчас") || desk.harness.query_by_role(Role::TextInput).is_some());

    desk.ctrl(Key::K);
    desk.type_text("неотправ");
    let unsent = BidView { filter: BidFilter::Unsent, ..BidView::default() };
    assert_eq!(desk.key(Key::Enter), [Command::View(unsent)]);

    desk.ctrl(Key::K);
    desk.type_text("48219");
    assert_eq!(desk.key(Key::Enter), [Command::Open(Screen::Bids), Command::SelectBid(bid(48_219))]);

    desk.ctrl(Key::K);
    desk.type_text("такого точно нет");
    assert!(desk.sees("Ничего не найдено"));
    assert!(desk.key(Key::Enter).is_empty());
    assert!(desk.key(Key::Escape).is_empty(), "Escape closes the palette, not the card");
    assert!(desk.harness.query_by_role_and_label(Role::TextInput, "Найти или выполнить…").is_none());
}

#[test]
fn arrows_choose_in_the_palette() {
    let mut desk = Desk::open(data::state(30));
    desk.ctrl(Key::K);
    // The list begins with: new bid, search, synchronise.
    desk.key(Key::ArrowDown);
    desk.key(Key::ArrowDown);
    desk.key(Key::ArrowDown);
    desk.key(Key::ArrowUp);
    assert_eq!(desk.key(Key::Enter), [Command::SyncNow]);
}
