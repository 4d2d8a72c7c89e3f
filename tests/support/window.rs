//! The whole window over a real worker, driven by what a screen reader sees. What the tests of the window share.

use std::path::Path;
use std::time::{Duration, Instant};

use cargorun_desk::app::desk::Desk as App;
use cargorun_desk::app::lines::OwnClock;
use cargorun_desk::app::profile::{Profile, ProfileError};
use cargorun_desk::app::settings::Settings;
use cargorun_desk::app::state::{AppState, Connection};
use cargorun_desk::app::worker::{Start, Worker};
use cargorun_desk::store::Store;
use cargorun_desk::sync::Timing;
use cargorun_desk::ui::window::{DeskWindow, Opened, Opening};
use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// How long a state may take to come on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// What a desk is opened on.
pub(crate) struct Place<'a> {
    pub(crate) profile: &'a Path,
    /// The server; `None`: nowhere yet, the page of the first start.
    pub(crate) address: Option<&'a str>,
    /// Who signs in by itself.
    pub(crate) account: Option<(&'a str, &'a str)>,
    /// On the training server the address is fixed; else it is a setting, and may be changed.
    pub(crate) training: bool,
    pub(crate) settings: Settings,
}

impl<'a> Place<'a> {
    /// A training desk where an account is signed in.
    pub(crate) fn training(profile: &'a Path, address: &'a str, account: (&'a str, &'a str)) -> Self {
        Self { profile, address: Some(address), account: Some(account), training: true, settings: Settings::default() }
    }

    /// The desk of this place, as the program opens it.
    pub(crate) fn desk(self) -> Result<App, ProfileError> {
        let profile = Profile::open(Some(self.profile), self.training)?;
        let mut settings = self.settings;
        if !self.training {
            settings.server = self.address.map(str::to_owned);
            settings.user = self.account.map(|(user, _)| user.to_owned());
            if settings.claim_database() {
                profile.save_settings(&settings)?;
            }
        }
        let database = profile.database_for(&settings, settings.server.as_deref());
        let own = OwnClock { offset_minutes: 180 };
        let server = self.address.map(str::to_owned);
        let state = AppState {
            settings: settings.clone(),
            connection: Connection {
                training: self.training,
                server: server.clone().unwrap_or_default(),
                ..Connection::default()
            },
            first_start: server.is_none(),
            own_offset_minutes: own.offset_minutes,
            now: chrono::Utc::now(),
            ..AppState::default()
        };
        let worker = Worker::start(Start {
            store: Store::open(&database).unwrap().store,
            profile,
            settings,
            server,
            training: self.training,
            sign_in: self.account.map(|(user, password)| (user.to_owned(), password.to_owned().into())),
            own,
            timing: Timing::system(),
            by_interval: false,
            use_key_store: false,
        });
        Ok(App::new(state, worker.unwrap()))
    }
}

/// How a window of tests begins: nothing is remembered, nothing is drawn into a file.
pub(crate) fn opening() -> Opening {
    Opening {
        title: "desk".into(),
        memory: None,
        size: None,
        screen: Opened::Usual,
        screenshot: None,
        measure: false,
        open: None,
    }
}

/// Runs frames until a state has come; `told` says what there is instead.
pub(crate) fn until<S>(
    harness: &mut Harness<'static, S>,
    what: &str,
    done: impl Fn(&Harness<'static, S>) -> bool,
    told: impl Fn(&Harness<'static, S>) -> String,
) {
    let began = Instant::now();
    loop {
        harness.run_steps(2);
        if done(harness) {
            return harness.run_steps(2);
        }
        assert!(began.elapsed() < PATIENCE, "waited in vain for {what}: {}", told(harness));
        std::thread::yield_now();
    }
}

/// The whole window.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, DeskWindow>,
}

impl Window {
    /// Opens the window, 1400 × 900.
    pub(crate) fn at(place: Place<'_>) -> Self {
        let desk = place.desk().unwrap();
        let harness = Harness::builder()
            .with_size([1400.0, 900.0])
            .with_max_steps(8)
            .build_eframe(|cc| DeskWindow::new(&cc.egui_ctx, desk, opening(), std::sync::Arc::default()));
        Self { harness }
    }

    /// The same, and waits until the first exchange is over.
    pub(crate) fn settled(place: Place<'_>) -> Self {
        let mut window = Self::at(place);
        window.until("the first exchange", |window| window.state().sync.last_ok.is_some());
        window
    }

    pub(crate) fn state(&self) -> &AppState {
        &self.harness.state().desk.state
    }

    /// Draws frames until a state has come.
    pub(crate) fn until(&mut self, what: &str, done: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        loop {
            self.harness.run_steps(2);
            if done(self) {
                return self.harness.run_steps(2);
            }
            assert!(began.elapsed() < PATIENCE, "waited in vain for {what}: {:#?}", self.labels());
            std::thread::yield_now();
        }
    }

    /// All that a screen reader could say now.
    pub(crate) fn labels(&self) -> Vec<String> {
        let said = |node: egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            let label = node.label().or_else(|| node.value())?;
            let off = if node.is_disabled() { " (disabled)" } else { "" };
            Some(format!("{:?} {label} = {:?}{off}", node.role(), node.value()))
        };
        self.harness.root().children_recursive().filter_map(said).collect()
    }

    pub(crate) fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.run_steps(3);
    }

    /// Clicks the button of this name.
    pub(crate) fn click(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::Button, name).click();
        self.harness.run_steps(3);
    }

    /// Is something whose name or text contains this to be found?
    pub(crate) fn sees(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    /// Waits until it is to be found: what comes of a press or of an exchange comes over several events, in no fixed order.
    pub(crate) fn shows(&mut self, part: &str) {
        self.until(part, |window| window.sees(part));
    }

    /// Types into a field, as a person does: the focus goes there, the old text is replaced.
    pub(crate) fn type_into(&mut self, role: Role, label: &str, text: &str) {
        self.harness.get_by_role_and_label(role, label).focus();
        self.harness.run_steps(2);
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        self.harness.get_by_role_and_label(role, label).type_text(text);
        self.harness.run_steps(2);
    }

    /// Exchanges by F5 and waits for its end.
    pub(crate) fn sync(&mut self) {
        let before = self.state().sync.last_ok;
        self.press(Key::F5);
        self.until("an exchange", |window| {
            window.state().sync.last_ok > before && window.state().sync.running.is_none()
        });
    }
}
