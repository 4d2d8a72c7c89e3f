//! A profile: the folder that holds everything of one installation, and the program's settings in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::secrets::user_of_environment;
use super::settings::{Settings, owner_key};
use crate::platform::{self, ProfileLock};

/// A profile folder that exists and can be written.
#[derive(Debug, Clone)]
pub struct Profile {
    dir: PathBuf,
}

/// Why a profile can't be used.
#[derive(Debug, Error)]
pub enum ProfileError {
    /// The system names no home for this user.
    #[error("the system names no folder for this user's data")]
    NoHome,
    /// The folder can't be made or written.
    #[error("the profile folder {dir} can't be used: {source}")]
    NotWritable {
        /// The folder.
        dir: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `settings.toml` can't be read as settings; it is left as it is.
    #[error("{file} can't be read as settings: {reason}")]
    BadSettings {
        /// The file.
        file: PathBuf,
        /// Where and why.
        reason: String,
    },
}

impl Profile {
    /// The named folder, or the platform's own place for this user. The training server has one of its own, so that
    /// demo data never mixes with real work.
    ///
    /// # Errors
    /// [`ProfileError`] when there is no such place or it can't be written.
    pub fn open(named: Option<&Path>, training: bool) -> Result<Self, ProfileError> {
        let dir = if let Some(dir) = named {
            dir.to_path_buf()
        } else {
            let home = directories::ProjectDirs::from("", "", "cargorun-desk").ok_or(ProfileError::NoHome)?;
            home.data_dir().join(if training { "training" } else { "main" })
        };
        let not_writable = |source| ProfileError::NotWritable { dir: dir.clone(), source };
        platform::create_private_dir(&dir).map_err(not_writable)?;
        // A folder may exist and still refuse: find out now, with a sentence, not at the first save.
        let probe = dir.join(".probe");
        fs::write(&probe, b"").and_then(|()| fs::remove_file(&probe)).map_err(not_writable)?;
        Ok(Self { dir })
    }

    /// The folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.dir.join("desk.db")
    }

    /// The database of a server and the acting user. The first one's is `desk.db`; records of different servers, and of
    /// different users of one server, never mix.
    #[must_use]
    pub fn database_for(&self, settings: &Settings, server: Option<&str>) -> PathBuf {
        let user = settings.acting_user();
        match (server.and_then(|server| owner_key(server, user.as_deref())), &settings.database_of) {
            (Some(key), Some(owner)) if !is_owner(owner, &key) => self.dir.join(database_name(&key)),
            _ => self.database(),
        }
    }

    /// A database of before users of one server were told apart, when the user who works with it now had it: it gets its
    /// new name, with the log beside it.
    ///
    /// # Errors
    /// [`ProfileError::NotWritable`].
    pub fn adopt_database(&self, settings: &Settings) -> Result<(), ProfileError> {
        let Some(server) = settings.server.as_deref() else { return Ok(()) };
        let Some(host) = owner_key(server, None) else { return Ok(()) };
        let (former, wanted) = (self.dir.join(database_name(&host)), self.database_for(settings, Some(server)));
        if wanted == self.database() || wanted == former || wanted.exists() || !former.exists() {
            return Ok(());
        }
        let not_writable = |source| ProfileError::NotWritable { dir: self.dir.clone(), source };
        // The log first: a database without its log would be taken for a whole one.
        for ending in ["-wal", "-shm", ""] {
            let beside = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
            if beside(&former).exists() {
                fs::rename(beside(&former), beside(&wanted)).map_err(not_writable)?;
            }
        }
        Ok(())
    }

    /// Where the backups of a database are.
    #[must_use]
    pub fn backups(&self, settings: &Settings, database: &Path) -> PathBuf {
        let backups = match settings.backups_dir.as_str() {
            "" => self.dir.join("backups"),
            chosen => PathBuf::from(chosen),
        };
        match database.file_stem().and_then(|stem| stem.to_str()) {
            Some(stem) if stem != "desk" => backups.join(stem),
            _ => backups,
        }
    }

    /// Where exports go when nobody says otherwise.
    #[must_use]
    pub fn exports(&self, settings: &Settings) -> PathBuf {
        if settings.export_dir.is_empty() { self.dir.clone() } else { PathBuf::from(&settings.export_dir) }
    }

    /// Where the templates of papers are.
    #[must_use]
    pub fn templates(&self) -> PathBuf {
        self.dir.join("templates")
    }

    /// Where papers of bids are written: beside the exports.
    #[must_use]
    pub fn papers(&self, settings: &Settings) -> PathBuf {
        self.exports(settings).join("papers")
    }

    /// The folder of a training desk inside this one.
    #[must_use]
    pub fn training_dir(&self) -> PathBuf {
        self.dir.join("training")
    }

    /// The folder of the training server's own data.
    #[must_use]
    pub fn sandbox_dir(&self) -> PathBuf {
        self.dir.join("sandbox")
    }

    /// Where tiles of the user's own server are kept.
    #[must_use]
    pub fn tiles(&self) -> PathBuf {
        self.dir.join("tiles.db")
    }

    /// The folder of log files.
    #[must_use]
    pub fn logs(&self) -> PathBuf {
        self.dir.join("logs")
    }

    /// Where the window's size, place and columns are remembered.
    #[must_use]
    pub fn window_memory(&self) -> PathBuf {
        self.dir.join("window.ron")
    }

    /// Takes the one hold of the profile; `None` when another window or `sync --watch` has it.
    ///
    /// # Errors
    /// [`ProfileError::NotWritable`].
    pub fn lock(&self) -> Result<Option<ProfileLock>, ProfileError> {
        platform::lock_profile(&self.dir).map_err(|source| ProfileError::NotWritable { dir: self.dir.clone(), source })
    }

    /// Reads the settings; those of a new profile are the defaults.
    ///
    /// # Errors
    /// [`ProfileError::BadSettings`]: the file stays as it is, so that nothing typed into it is lost.
    pub fn settings(&self) -> Result<Settings, ProfileError> {
        let file = self.settings_file();
        let bad = |reason| ProfileError::BadSettings { file: file.clone(), reason };
        let written: Settings = match fs::read_to_string(&file) {
            Ok(text) => toml::from_str(&text).map_err(|error| bad(error.to_string()))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Settings::default(),
            Err(error) => return Err(bad(error.to_string())),
        };
        Ok(Settings { given_user: user_of_environment(), ..written })
    }

    /// True once settings were written here.
    #[must_use]
    pub fn has_settings(&self) -> bool {
        self.settings_file().exists()
    }

    /// Writes the settings: whole to a new file, then in place of the old one, so that a crash leaves one or the other.
    ///
    /// # Errors
    /// [`ProfileError::NotWritable`].
    pub fn save_settings(&self, settings: &Settings) -> Result<(), ProfileError> {
        let not_writable = |source| ProfileError::NotWritable { dir: self.dir.clone(), source };
        let text = toml::to_string_pretty(settings).map_err(|error| not_writable(io::Error::other(error)))?;
        let fresh = self.dir.join("settings.toml.new");
        fs::write(&fresh, text).map_err(not_writable)?;
        fs::rename(&fresh, self.settings_file()).map_err(not_writable)
    }

    fn settings_file(&self) -> PathBuf {
        self.dir.join("settings.toml")
    }
}

/// Does the database that `owner` claimed belong to `key`? One side may not know its user.
fn is_owner(owner: &str, key: &str) -> bool {
    let parts =
        |key: &str| key.split_once(' ').map_or((key.to_owned(), None), |(a, b)| (a.to_owned(), Some(b.to_owned())));
    let ((host, user), (asked, asker)) = (parts(owner), parts(key));
    host == asked && (user.is_none() || asker.is_none() || user == asker)
}

/// `desk.test.cargorun.ru.1f0c29ab.db`: the host, and a short mark of the user instead of the name.
fn database_name(key: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '_' };
    let named = |host: &str| host.chars().map(plain).collect::<String>();
    match key.split_once(' ') {
        Some((host, user)) => format!("desk.{}.{:08x}.db", named(host), mark(user)),
        None => format!("desk.{}.db", named(key)),
    }
}

/// FNV-1a: the same in every version of the program, unlike the hashes of the standard library.
fn mark(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn settings_survive_and_a_broken_file_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let profile = Profile::open(Some(&dir.path().join("new/deep")), false).unwrap();
        assert_eq!(profile.settings().unwrap(), Settings::default());
        let wanted = Settings { lang: Lang::En, scale: 1.5, ..Settings::default() };
        profile.save_settings(&wanted).unwrap();
        assert_eq!(profile.settings().unwrap(), wanted);
        fs::write(profile.settings_file(), "lang = [").unwrap();
        assert!(matches!(profile.settings(), Err(ProfileError::BadSettings { .. })));
        assert_eq!(fs::read_to_string(profile.settings_file()).unwrap(), "lang = [");
    }

    #[test]
    fn two_users_of_one_server_share_no_file() {
        let dir = tempfile::tempdir().unwrap();
        let profile = Profile::open(Some(dir.path()), false).unwrap();
        let server = Some("https://app.cargorun.ru");
        let mut anna =
            Settings { server: server.map(str::to_owned), user: Some("anna@a.ru".into()), ..Settings::default() };
        assert!(anna.claim_database());
        let boris = Settings { user: Some("boris@b.ru".into()), ..anna.clone() };
        assert_eq!(profile.database_for(&anna, server), profile.database());
        let other = profile.database_for(&boris, server);
        assert_ne!(other, profile.database());
        let name = other.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with("desk.app.cargorun.ru.") && !name.contains("boris"), "{name}");
        assert_eq!(profile.database_for(&Settings { user: Some("BORIS@b.ru ".into()), ..boris }, server), other);
    }

    #[test]
    fn a_database_of_before_users_were_told_apart_goes_to_the_user_who_had_it() {
        let dir = tempfile::tempdir().unwrap();
        let profile = Profile::open(Some(dir.path()), false).unwrap();
        let settings = Settings {
            server: Some("https://test.cargorun.ru".into()),
            user: Some("anna@a.ru".into()),
            database_of: Some("app.cargorun.ru".into()),
            ..Settings::default()
        };
        let former = dir.path().join("desk.test.cargorun.ru.db");
        fs::write(&former, "records").unwrap();
        fs::write(dir.path().join("desk.test.cargorun.ru.db-wal"), "log").unwrap();
        profile.adopt_database(&settings).unwrap();
        let wanted = profile.database_for(&settings, settings.server.as_deref());
        assert_eq!(fs::read_to_string(&wanted).unwrap(), "records");
        assert_eq!(fs::read_to_string(format!("{}-wal", wanted.display())).unwrap(), "log");
        fs::write(&former, "another's").unwrap();
        profile.adopt_database(&settings).unwrap();
        assert_eq!(fs::read_to_string(&wanted).unwrap(), "records", "what is there is never replaced");
    }

    #[test]
    fn each_server_has_a_database_and_backups_of_its_own() {
        let dir = tempfile::tempdir().unwrap();
        let profile = Profile::open(Some(dir.path()), false).unwrap();
        let mut settings = Settings::default();
        let (real, test) = (Some("https://api.app.cargorun.ru"), Some("https://test.cargorun.ru"));
        assert_eq!(profile.database_for(&settings, real), profile.database(), "nobody's yet");
        settings.database_of = owner_key("https://app.cargorun.ru", None);
        assert_eq!(profile.database_for(&settings, real), profile.database());
        let other = profile.database_for(&settings, test);
        assert_eq!(other, dir.path().join("desk.test.cargorun.ru.db"));
        assert_eq!(profile.backups(&settings, &other), dir.path().join("backups/desk.test.cargorun.ru"));
        assert_eq!(profile.backups(&settings, &profile.database()), dir.path().join("backups"));
        settings.backups_dir = "/mnt/copies".into();
        assert_eq!(profile.backups(&settings, &profile.database()), Path::new("/mnt/copies"));
        assert_eq!(profile.backups(&settings, &other), Path::new("/mnt/copies/desk.test.cargorun.ru"));
        let here = profile.database_for(&settings, Some("http://127.0.0.1:1"));
        assert_eq!(here, dir.path().join("desk.localhost.db"), "a training server never touches real records");
        assert_eq!(profile.database_for(&settings, Some("http://localhost:2")), here, "its port is another each time");
    }
}
