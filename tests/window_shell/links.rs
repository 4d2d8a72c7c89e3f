//! The screen of links by accessibility tree: the report decided by keys, the table searched.

use std::sync::Arc;

use cargorun_desk::app::book_desk::BookCommand;
use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::links::lines;
use cargorun_desk::app::state::AppState;
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::store::model::BookRecord;
use cargorun_desk::store::{Link, LinkCandidate, LinkCase, LinkChoice, LinkHow, LinkReport, Meeting};
use cargorun_desk::words::Lang;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use super::{Desk, data};

/// Drivers of the invented state as if two of them had been made here: one matched, one only here.
fn state(lang: Lang) -> AppState {
    let mut state = data::state(3);
    state.settings.lang = lang;
    state.screen = Screen::Links;
    let drivers = state.books.of_kind(RecordKind::Driver).to_vec();
    let case = |id: &str, meeting, candidates: Vec<LinkCandidate>| LinkCase {
        record: BookRecord { meta: data_meta(&drivers[0], id), ..(*drivers[0]).clone() },
        meeting,
        candidates,
        decision: None,
    };
    let candidate = LinkCandidate { record: (*drivers[1]).clone(), differing: vec!["comment".to_owned()] };
    let cases = vec![case("one", Meeting::Matched, vec![candidate]), case("two", Meeting::OnlyHere, Vec::new())];
    state.book.links.reports = Arc::new(vec![LinkReport { kind: RecordKind::Driver, cases, only_there: 7 }]);
    let link = |number: i64, how| Link {
        kind: RecordKind::Driver,
        id: LocalId::of_remote(RecordKind::Driver, RemoteId(number)),
        remote_id: RemoteId(number),
        linked_at: None,
        how,
    };
    let names = [(LocalId::new("drv-5"), "Петров Олег".to_owned())].into();
    let table = lines(vec![link(5, LinkHow::Unrecorded), link(6, LinkHow::Pulled)], &names);
    state.book.links.lines = Some(Arc::new(table));
    state
}

fn data_meta(record: &BookRecord, id: &str) -> cargorun_desk::domain::record::RecordMeta {
    let mut meta = record.meta.clone();
    meta.id = LocalId::new(id);
    meta.remote_id = None;
    meta
}

fn candidate(state: &AppState) -> RemoteId {
    state.book.links.reports[0].cases[0].candidates[0].record.meta.remote_id.unwrap()
}

fn decided(sent: Vec<Command>) -> Vec<(LocalId, LinkChoice)> {
    let of = |command| match command {
        Command::Book(BookCommand::DecideLinks { kind: RecordKind::Driver, choices }) => Some(choices),
        _ => None,
    };
    sent.into_iter().find_map(of).expect("a decision")
}

#[test]
fn what_is_proposed_is_one_press_away() {
    let state = state(Lang::Ru);
    let remote = candidate(&state);
    let mut desk = Desk::open(state);
    let sent = desk.press("Подтвердить: связать 1, создать 1, отложить 0");
    assert_eq!(decided(sent), [(LocalId::new("one"), LinkChoice::Link(remote))]);
}

#[test]
fn the_keys_say_it_otherwise_in_both_languages() {
    for lang in [Lang::Ru, Lang::En] {
        let mut desk = Desk::open(state(lang));
        desk.harness.get_by_role_and_label(Role::Table, &lang.text("links-part-report-name")).focus();
        desk.sent();
        desk.key(egui::Key::ArrowDown);
        desk.key(egui::Key::Num2);
        desk.key(egui::Key::ArrowDown);
        desk.key(egui::Key::Num3);
        let args = [("linked", 0_usize.into()), ("made", 1_usize.into()), ("later", 1_usize.into())];
        let sent = desk.press(&lang.text_with("links-confirm", &args));
        let expected = [(LocalId::new("one"), LinkChoice::Apart), (LocalId::new("two"), LinkChoice::Later)];
        assert_eq!(decided(sent), expected);
    }
}

#[test]
fn the_table_is_searched_and_old_links_say_that_they_are_old() {
    let mut state = state(Lang::Ru);
    state.book.links.reports = Arc::default();
    let mut desk = Desk::open(state);
    assert_eq!(desk.rows().len(), 2);
    assert!(desk.rows()[0].contains("До учёта связей"), "{:?}", desk.rows());
    desk.harness.get_by_role_and_label(Role::TextInput, "Имя, номер или наш номер").focus();
    desk.sent();
    desk.type_text("петров");
    assert_eq!(desk.rows().len(), 1);
    let exported = desk.press("Сохранить в CSV");
    let expected = Command::Book(BookCommand::ExportLinks(None, "петров".to_owned()));
    assert!(exported.contains(&expected), "{exported:?}");
}

#[test]
fn every_other_screen_says_that_a_report_waits() {
    let mut state = state(Lang::Ru);
    state.screen = Screen::Bids;
    let mut desk = Desk::open(state);
    assert!(desk.sees("Справочники встретились с данными Cargo.Run: Водители"));
    assert!(desk.press("Посмотреть сверку").contains(&Command::Open(Screen::Links)));
}
