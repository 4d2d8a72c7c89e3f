//! What stands beside the work: the faults of the training server, what is said about the program, font and folders.

use std::path::PathBuf;
use std::sync::Arc;

use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::folders::Folder;
use cargorun_desk::app::fonts::{FontFile, LoadedFont};
use cargorun_desk::app::training::{Preset, Training, Wish};
use cargorun_desk::sandbox::Fault;
use cargorun_desk::ui::settings_panel::Section;
use cargorun_desk::words::Lang;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use crate::{Desk, data};

fn training() -> Desk {
    let mut state = data::state(3);
    let faults = Fault::ALL.map(|fault| (fault.name(), 0.0)).to_vec();
    state.training = Some(Training { faults, speed: Some(1.0) });
    Desk::of_size(state, [1400.0, 1800.0])
}

#[test]
fn every_fault_of_the_training_server_has_its_words() {
    for lang in [Lang::Ru, Lang::En] {
        for fault in Fault::ALL {
            for key in [format!("training-fault-{}", fault.name()), format!("training-fault-{}-about", fault.name())] {
                assert_ne!(lang.text(&key), key, "{key} has a text");
            }
        }
    }
}

#[test]
fn faults_are_set_one_by_one_by_presets_and_all_off() {
    let mut desk = training();
    desk.press("Неисправности");
    assert!(desk.sees("Всё исправно") && desk.sees("Потерян ответ"));
    assert!(desk.harness.query_by_label_contains("Программа не отправит второй раз").is_some());
    desk.harness.get_by_role_and_label(Role::Slider, "Потерян ответ").focus();
    desk.harness.run();
    assert_eq!(desk.key(Key::ArrowRight), [Command::Train(Wish::Fault("drop-after", 0.05))]);
    assert_eq!(desk.press("Плохая связь"), [Command::Train(Wish::Preset(Preset::BadLine))]);
    assert!(desk.press("Выключить всё").is_empty(), "nothing is on");
    desk.state().training.as_mut().unwrap().take(&Wish::Preset(Preset::SickServer));
    desk.harness.run();
    assert!(desk.sees("Включено 5 неисправностей"));
    assert_eq!(desk.press("Выключить всё"), [Command::Train(Wish::AllOff)]);
    assert!(desk.harness.query_by_role_and_label(Role::Slider, "Скорость жизни").is_some());
    desk.state().training.as_mut().unwrap().speed = None;
    desk.harness.run();
    assert!(desk.harness.query_by_role_and_label(Role::Slider, "Скорость жизни").is_none());
}

#[test]
fn a_real_server_has_no_faults_to_set() {
    let mut desk = training();
    desk.press("Неисправности");
    desk.state().training = None;
    desk.state().connection.training = false;
    desk.harness.run();
    assert!(!desk.sees("Неисправности") && !desk.sees("Потерян ответ"));
}

#[test]
fn a_training_says_nothing_of_key_stores() {
    let mut desk = training();
    desk.state().screen = Screen::Settings;
    desk.section(Section::Connection);
    assert!(desk.harness.query_by_label_contains("ранилища ключей").is_none() && !desk.sees("Пароль"));
    desk.state().connection.training = false;
    desk.harness.run();
    assert!(desk.sees("Пароль"));
}

#[test]
fn about_names_whose_work_it_carries_and_helps() {
    let mut desk = training();
    desk.harness.state_mut().shell.show_about();
    desk.harness.run();
    assert!(desk.sees("Inter") && desk.sees("GeoNames") && desk.sees("OpenStreetMap"));
    assert_eq!(desk.press("Журналы программы"), [Command::OpenFolder(Folder::Logs)]);
    assert_eq!(desk.press("Собрать файл диагностики"), [Command::MakeDiagnostics]);
    desk.state().diagnostics = Some("/profile/diagnostics.zip".into());
    desk.harness.run();
    assert!(desk.sees("/profile/diagnostics.zip"));
    desk.press("Скопировать путь");
    assert!(desk.sees("Скопировано"));
    desk.key(Key::Escape);
    assert!(!desk.sees("Собрать файл диагностики"));
}

fn type_into(desk: &mut Desk, name: &str, text: &str) -> Vec<Command> {
    desk.harness.get_by_role_and_label(Role::TextInput, name).focus();
    desk.harness.run();
    desk.ctrl(Key::A);
    desk.type_text(text);
    desk.key(Key::Tab)
}

#[test]
fn fonts_and_folders_are_chosen_in_the_settings() {
    let mut desk = training();
    desk.state().screen = Screen::Settings;
    desk.state().fonts = Some(Arc::new(vec![FontFile { name: "PT Sans".into(), path: PathBuf::from("/f/pt.ttf") }]));
    desk.harness.run();
    assert_eq!(type_into(&mut desk, "Шрифт", "/f/x.ttf"), [Command::SetFont("/f/x.ttf".into())]);
    desk.press("Из установленных…");
    assert_eq!(desk.press("PT Sans"), [Command::SetFont("PT Sans".into())]);
    desk.state().settings.font = "PT Sans".into();
    desk.state().font = Some(Arc::new(LoadedFont { name: "PT Sans".into(), bytes: Vec::new(), index: 0 }));
    desk.harness.run();
    assert!(desk.sees("Сейчас: PT Sans"));
    assert_eq!(desk.press("Вернуть встроенный"), [Command::SetFont(String::new())]);
    desk.section(Section::Folders);
    let sent = type_into(&mut desk, "Выгрузки", "/mnt/out");
    assert_eq!(sent, [Command::SetFolder(Folder::Exports, "/mnt/out".into())]);
    assert!(type_into(&mut desk, "Резервные копии", "рядом").is_empty());
    assert!(desk.sees("Нужен полный путь к папке"));
}
