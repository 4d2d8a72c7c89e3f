//! A font of the person's own choice: a file, or a font of the system by its name. It must have Russian letters and the
//! rouble sign; one without them is refused with a sentence, so that no table is ever drawn as boxes.

use std::fs;
use std::path::{Path, PathBuf};

use skrifa::raw::FileRef;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider as _};

use crate::platform;
use crate::words::Message;

/// Signs that a font of this window must have; the icons and arrows come from the program's own fonts.
const NEEDED: &str = "АБВЯабвяЁё0123456789AZaz№₽«»—,.:()+/";
/// A larger file is no font for reading.
const LARGEST: u64 = 64 << 20;
/// Files that are looked at when the system's fonts are listed, and how deep their folders go.
const MOST_FILES: usize = 4_000;
const DEEPEST: usize = 6;

/// A font of the system that can be used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FontFile {
    /// The name that its makers gave it.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// A font that was read and has what is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedFont {
    /// The name that its makers gave it.
    pub name: String,
    /// The file's contents.
    pub bytes: Vec<u8>,
    /// Which font of the file it is.
    pub index: u32,
}

/// Reads a font by the path of its file or by its name.
///
/// # Errors
/// Why it can't be used, in words.
pub fn load(wanted: &str) -> Result<LoadedFont, Message> {
    let wanted = wanted.trim();
    let path = Path::new(wanted);
    let path = if path.is_absolute() || path.exists() {
        path.to_path_buf()
    } else {
        let named = installed().into_iter().find(|font| font.name.to_lowercase() == wanted.to_lowercase());
        named.ok_or_else(|| Message::new("font-not-found").with("name", wanted))?.path
    };
    let shown = path.display().to_string();
    let unreadable = |error: std::io::Error| {
        Message::new("font-unreadable").with("path", shown.clone()).with("text", error.to_string())
    };
    let size = fs::metadata(&path).map_err(unreadable)?.len();
    if size > LARGEST {
        return Err(Message::new("font-no-font").with("path", shown));
    }
    let bytes = fs::read(&path).map_err(unreadable)?;
    let (name, index) = look(&bytes).map_err(|why| match why {
        NoUse::NotAFont => Message::new("font-no-font").with("path", shown.clone()),
        NoUse::Lacks(signs) => Message::new("font-lacks").with("path", shown.clone()).with("signs", signs),
    })?;
    Ok(LoadedFont { name, bytes, index })
}

/// The system's fonts that can be used, by name. Takes a moment: it reads them.
#[must_use]
pub fn installed() -> Vec<FontFile> {
    let mut files = Vec::new();
    for dir in platform::font_dirs() {
        collect(&dir, 0, &mut files);
    }
    let mut fonts: Vec<FontFile> = files.into_iter().filter_map(|path| usable(&path)).collect();
    fonts.sort();
    fonts.dedup_by(|later, first| later.name == first.name);
    fonts
}

fn usable(path: &Path) -> Option<FontFile> {
    let size = fs::metadata(path).ok()?.len();
    let bytes = if size > LARGEST { return None } else { fs::read(path).ok()? };
    let (name, _) = look(&bytes).ok()?;
    Some(FontFile { name, path: path.to_path_buf() })
}

fn collect(dir: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        if path.is_dir() {
            if depth < DEEPEST {
                collect(&path, depth.saturating_add(1), files);
            }
        } else if ["ttf", "otf", "ttc"].contains(&ending.as_str()) && files.len() < MOST_FILES {
            files.push(path);
        }
    }
}

/// Why a file is of no use.
#[derive(Debug, PartialEq, Eq)]
enum NoUse {
    NotAFont,
    /// The signs that it lacks.
    Lacks(String),
}

/// Name and place of the first font in a file that has every sign that is needed.
fn look(bytes: &[u8]) -> Result<(String, u32), NoUse> {
    let fonts: Vec<FontRef<'_>> = match FileRef::new(bytes) {
        Ok(FileRef::Font(font)) => vec![font],
        Ok(FileRef::Collection(collection)) => collection.iter().filter_map(Result::ok).collect(),
        Err(_) => return Err(NoUse::NotAFont),
    };
    let mut lacks = None;
    for (index, font) in fonts.iter().enumerate() {
        let signs = font.charmap();
        let missing: String = NEEDED.chars().filter(|sign| signs.map(*sign).is_none()).collect();
        if missing.is_empty() {
            let name = font.localized_strings(StringId::FULL_NAME).english_or_first();
            let name = name.map(|name| name.to_string()).unwrap_or_default();
            return Ok((name, u32::try_from(index).unwrap_or_default()));
        }
        lacks.get_or_insert(missing);
    }
    Err(lacks.map_or(NoUse::NotAFont, NoUse::Lacks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts")
    }

    #[test]
    fn a_font_with_russian_letters_and_roubles_is_taken() {
        let inter = fonts().join("Inter-Medium.otf");
        let font = load(inter.to_str().unwrap()).unwrap();
        assert_eq!((font.name.as_str(), font.index), ("Inter Medium", 0));
        assert_eq!(font.bytes, fs::read(inter).unwrap());
    }

    #[test]
    fn what_is_no_font_or_lacks_signs_is_refused_in_words() {
        let dir = tempfile::tempdir().unwrap();
        let key = |wanted: &Path| load(wanted.to_str().unwrap()).unwrap_err().key;
        let garbage = dir.path().join("garbage.ttf");
        fs::write(&garbage, "мусор".repeat(2_000)).unwrap();
        let mut half = fs::read(fonts().join("Inter-Regular.otf")).unwrap();
        half.truncate(300);
        let cut = dir.path().join("half.otf");
        fs::write(&cut, half).unwrap();
        assert_eq!(key(&garbage), "font-no-font");
        assert!(["font-no-font", "font-lacks"].contains(&key(&cut)));
        assert_eq!(key(&fonts().join("Phosphor.ttf")), "font-lacks", "icons are no letters");
        assert_eq!(key(&dir.path().join("absent.ttf")), "font-unreadable");
        assert_eq!(key(dir.path()), "font-unreadable");
        assert_eq!(load("There Is No Such Font").unwrap_err().key, "font-not-found");
    }
}
