//! Font and folders of the person's choice: applied at once, there after a restart, refused in words when they can't be.

use std::fs;
use std::path::Path;

use cargorun_desk::app::command::Command;
use cargorun_desk::app::folders::Folder;
use cargorun_desk::app::profile::Profile;
use cargorun_desk::app::state::AppState;

use crate::{open, until};

fn told(state: &AppState, key: &str) -> bool {
    state.toasts.iter().any(|toast| toast.message.key == key)
}

fn kept(dir: &Path) -> cargorun_desk::app::settings::Settings {
    Profile::open(Some(dir), false).unwrap().settings().unwrap()
}

#[test]
fn a_folder_of_backups_is_used_at_once_and_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let (profile, copies) = (dir.path().join("profile"), dir.path().join("копии"));
    let mut desk = open(&profile, None);
    let file = dir.path().join("file");
    fs::write(&file, "mine").unwrap();
    for (wrong, key) in [(file.display().to_string(), "folder-not-writable"), ("near".into(), "folder-not-whole")] {
        desk.command(Command::SetFolder(Folder::Backups, wrong));
        until(&mut desk, key, |state| told(state, key));
        assert_eq!(desk.state.settings.backups_dir, "");
    }
    desk.command(Command::SetFolder(Folder::Backups, copies.display().to_string()));
    until(&mut desk, "the folder", |state| !state.settings.backups_dir.is_empty());
    desk.command(Command::MakeBackup);
    until(&mut desk, "the backup", |state| state.backups.files.as_ref().is_some_and(|files| !files.is_empty()));
    assert!(desk.state.backups.files.iter().flatten().all(|backup| backup.path.starts_with(&copies)));
    drop(desk);
    assert_eq!(kept(&profile).backups_dir, copies.display().to_string());
    let mut desk = open(&profile, None);
    desk.command(Command::Open(cargorun_desk::app::command::Screen::Settings));
    until(&mut desk, "the backups", |state| state.backups.files.as_ref().is_some_and(|files| files.len() == 1));
    desk.command(Command::SetFolder(Folder::Backups, String::new()));
    until(&mut desk, "the usual folder", |state| state.settings.backups_dir.is_empty());
}

#[test]
fn a_font_is_used_at_once_and_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    let mut desk = open(dir.path(), None);
    desk.command(Command::SetFont(fonts.join("Phosphor.ttf").display().to_string()));
    until(&mut desk, "the refusal", |state| told(state, "font-lacks"));
    assert!(desk.state.font.is_none() && desk.state.settings.font.is_empty());
    let medium = fonts.join("Inter-Medium.otf").display().to_string();
    desk.command(Command::SetFont(medium.clone()));
    until(&mut desk, "the font", |state| state.font.as_ref().is_some_and(|font| font.name == "Inter Medium"));
    drop(desk);
    assert_eq!(kept(dir.path()).font, medium);
    let mut desk = open(dir.path(), None);
    until(&mut desk, "the font after a restart", |state| state.font.is_some());
    // A file that is gone leaves the program's own font, and the choice for the day it comes back.
    desk.command(Command::SetFont(String::new()));
    assert!(desk.state.font.is_none());
    drop(desk);
    assert_eq!(kept(dir.path()).font, "");
}
