//! A start that fails, as the person who started the program by its icon meets it: the sentence and each way out.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

#[path = "support/window.rs"]
#[expect(dead_code, reason = "each binary uses a part of the support")]
mod window_support;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use cargorun_desk::app::desk::Desk;
use cargorun_desk::app::profile::ProfileError;
use cargorun_desk::app::settings::{Settings, Theme};
use cargorun_desk::app::start_words;
use cargorun_desk::app::trouble::{Rescue, Rescued, Trouble, WayOut};
use cargorun_desk::store::StoreError;
use cargorun_desk::ui::whole::{Begin, WholeWindow};
use cargorun_desk::words::{Lang, Message};
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use window_support::{Place, opening, until};

struct Window {
    harness: Harness<'static, WholeWindow>,
    worked: Arc<AtomicBool>,
    taken: Arc<Mutex<Vec<WayOut>>>,
}

fn trouble(message: Message) -> Trouble {
    Trouble { message, folder: Some("/profile".into()), look: Settings { theme: Theme::Dark, ..Settings::default() } }
}

/// A desk without a server in a folder.
fn desk(folder: &Path) -> Result<Desk, ProfileError> {
    let settings = Settings::default();
    Place { profile: folder, address: None, account: None, training: false, settings }.desk()
}

impl Window {
    /// A window on a trouble whose only real way out is another folder.
    fn open(message: Message) -> Self {
        let taken = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&taken);
        let rescue: Rescue = Arc::new(move |way| {
            seen.lock().unwrap().push(way.clone());
            match way {
                WayOut::Folder(folder) => desk(folder)
                    .map(|desk| Rescued { desk, open: Arc::new(|_, _| Err(Message::new("start-profile-held"))) })
                    .map_err(|error| Box::new(trouble(start_words::profile(&error)))),
                WayOut::Again | WayOut::Training => Err(Box::new(trouble(Message::new("start-profile-held")))),
            }
        });
        let worked = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&worked);
        let begin = Begin::Trouble(Box::new(trouble(message)), rescue);
        let harness = Harness::builder()
            .with_size([1000.0, 700.0])
            .with_max_steps(8)
            .build_eframe(move |cc| WholeWindow::new(&cc.egui_ctx, begin, opening(), Arc::default(), told));
        Self { harness, worked, taken }
    }

    fn sees(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    fn press(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::Button, name).click();
        self.harness.run_steps(2);
    }

    fn until(&mut self, what: &str, part: &str) {
        let sees = |harness: &Harness<'static, WholeWindow>| harness.query_all_by_label_contains(part).next().is_some();
        until(&mut self.harness, what, sees, |_| String::new());
    }

    fn type_folder(&mut self, folder: &str) {
        self.harness.get_by_role_and_label(Role::TextInput, "Другая папка профиля").focus();
        self.harness.run_steps(2);
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        self.harness.event(egui::Event::Paste(folder.to_owned()));
        self.harness.run_steps(2);
    }
}

#[test]
fn each_trouble_is_a_sentence_with_what_is_safe() {
    let not_writable = ProfileError::NotWritable {
        dir: "/profile".into(),
        source: std::io::Error::from(std::io::ErrorKind::PermissionDenied),
    };
    let full = ProfileError::NotWritable {
        dir: "/profile".into(),
        source: std::io::Error::from(std::io::ErrorKind::StorageFull),
    };
    let troubles = [
        (start_words::store(&StoreError::NewerVersion { found: 9, known: 1 }), "более новая версия"),
        (start_words::store(&StoreError::NotWritable("x".into())), "не записывается"),
        (start_words::store(&StoreError::Busy), "держит"),
        (start_words::profile(&not_writable), "нельзя писать"),
        (start_words::profile(&full), "диск"),
        (Message::new("start-profile-held"), "в другом окне"),
    ];
    for (message, part) in troubles {
        let said = Lang::Ru.say(&message);
        let mut window = Window::open(message);
        window.harness.run_steps(2);
        assert!(window.sees("Программа не открылась") && window.sees(&said), "{said}");
        assert!(said.to_lowercase().contains(part), "{said}");
        assert!(window.sees("Ничего не удалено и не изменено"));
        for way in ["Попробовать снова", "Потренироваться", "Закрыть программу", "Выбрать папку…", "Скопировать текст"]
        {
            window.harness.get_by_role_and_label(Role::Button, way);
        }
    }
}

#[test]
fn a_way_that_leads_back_says_so_and_another_folder_opens_the_desk() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = Window::open(start_words::store(&StoreError::NewerVersion { found: 9, known: 1 }));
    window.press("Попробовать снова");
    window.until("the next trouble", "в другом окне");
    assert!(window.sees("1 попытка"));
    window.press("Потренироваться");
    window.until("the count", "2 попытки");
    // A folder that can't be one.
    let file = dir.path().join("a file");
    std::fs::write(&file, "mine").unwrap();
    window.type_folder(file.to_str().unwrap());
    window.press("Открыть");
    window.until("the refusal", "нельзя писать");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    assert!(!window.worked.load(Ordering::Relaxed));

    let folder = dir.path().join("new");
    window.type_folder(folder.to_str().unwrap());
    window.press("Открыть");
    window.until("its first page", "Подключиться к Cargo.Run");
    assert!(window.harness.state().desk().is_some());
    assert!(window.worked.load(Ordering::Relaxed) && folder.join("desk.db").exists());
    let ways = window.taken.lock().unwrap().clone();
    let folders: [PathBuf; 2] = [file, folder];
    let [first, second] = folders.map(WayOut::Folder);
    assert_eq!(ways, [WayOut::Again, WayOut::Training, first, second]);
}

#[test]
fn the_text_is_copied_for_whoever_helps() {
    let mut window = Window::open(Message::new("start-profile-held"));
    window.harness.run_steps(2);
    window.harness.get_by_role_and_label(Role::Button, "Скопировать текст").click();
    window.harness.step();
    let copied = window.harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(copied.contains("/profile") && copied.contains("в другом окне"), "{copied}");
    window.harness.run_steps(2);
    assert!(window.sees("Скопировано"));
}
