//! The templates of a profile: the shipped ones, and files that a person changed or added.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::paperwork::{Template, TemplateError, Wrong};
use crate::words::Message;

/// The one that a single key makes.
pub const TRANSPORT_ORDER: &str = "договор-заявка";
/// Largest template that is read, bytes.
const LARGEST: u64 = 256 * 1024;
const ENDING: &str = "txt";

/// Shipped templates: names and texts.
const SHIPPED: [(&str, &str); 6] = [
    (TRANSPORT_ORDER, include_str!("../../../assets/paperwork/order.txt")),
    ("доверенность-водителю", include_str!("../../../assets/paperwork/proxy.txt")),
    ("путевой-лист", include_str!("../../../assets/paperwork/waybill.txt")),
    ("транспортная-накладная", include_str!("../../../assets/paperwork/consignment.txt")),
    ("сообщение-водителю", include_str!("../../../assets/paperwork/driver.txt")),
    ("сообщение-заказчику", include_str!("../../../assets/paperwork/customer.txt")),
];

/// A template that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Its name: that of its file.
    pub name: String,
    /// It is a file of the profile.
    pub own: bool,
    /// It is a text for a messenger.
    pub plain: bool,
    /// Why it can't be used.
    pub wrong: Option<Message>,
}

/// All templates: the shipped ones first, then those that a person added, by name.
#[must_use]
pub fn list(folder: &Path) -> Vec<Known> {
    let mut names: Vec<String> = SHIPPED.iter().map(|(name, _)| (*name).to_owned()).collect();
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_template =
        |path: &PathBuf| path.is_file() && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING));
    let stem = |path: PathBuf| path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
    let mut added: Vec<String> = files.filter(is_template).filter_map(stem).collect();
    added.retain(|name| !names.contains(name));
    added.sort();
    names.extend(added);
    names.into_iter().map(|name| known(folder, name)).collect()
}

fn known(folder: &Path, name: String) -> Known {
    let own = file(folder, &name).is_file();
    let (plain, wrong) = match read(folder, &name) {
        Ok(template) => (template.is_plain(), None),
        Err(message) => (false, Some(message)),
    };
    Known { name, own, plain, wrong }
}

fn file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.{ENDING}"))
}

/// Reads a template.
///
/// # Errors
/// Why it can't be used, in words, with the line where it is wrong.
pub fn read(folder: &Path, name: &str) -> Result<Template, Message> {
    let text = text(folder, name)?;
    Template::parse(&text).map_err(|errors| {
        errors
            .first()
            .map_or_else(|| Message::new("paperwork-no-template").with("name", name), |error| said(error, name))
    })
}

fn text(folder: &Path, name: &str) -> Result<String, Message> {
    let unreadable = || Message::new("paperwork-template-unreadable").with("name", name);
    let path = file(folder, name);
    match fs::metadata(&path) {
        Ok(about) if about.len() > LARGEST => Err(unreadable()),
        Ok(_) => fs::read_to_string(&path).map_err(|_said_by_name| unreadable()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let shipped = SHIPPED.iter().find(|(known, _)| *known == name);
            let none = || Message::new("paperwork-no-template").with("name", name);
            shipped.map(|(_, text)| (*text).to_owned()).ok_or_else(none)
        }
        Err(_) => Err(unreadable()),
    }
}

fn said(error: &TemplateError, name: &str) -> Message {
    let message = match &error.wrong {
        Wrong::Unknown { name, near: Some(near) } => {
            Message::new("paperwork-wrong-unknown-near").with("text", name.as_str()).with("near", *near)
        }
        Wrong::Unknown { name, near: None } => Message::new("paperwork-wrong-unknown").with("text", name.as_str()),
        Wrong::OutsideOfList(name) => Message::new("paperwork-wrong-outside").with("text", name.as_str()),
        Wrong::OpenBrace => Message::new("paperwork-wrong-brace"),
        Wrong::OpenList(name) => Message::new("paperwork-wrong-list").with("text", name.as_str()),
    };
    message.with("name", name).with("line", error.line.to_string())
}

/// Lays the shipped templates down as files, to be changed; one that is there stays as it is.
///
/// # Errors
/// What the system says.
pub fn lay_down(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in SHIPPED {
        let path = file(folder, name);
        if !path.exists() {
            fs::write(path, text)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn shipped_templates_can_be_read_changed_and_joined_by_others() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("templates");
        let shipped = list(&folder);
        assert_eq!(shipped.len(), SHIPPED.len());
        for one in &shipped {
            assert_eq!((one.own, &one.wrong), (false, &None), "{}", one.name);
            assert_eq!(one.plain, one.name.starts_with("сообщение"), "{}", one.name);
        }
        lay_down(&folder).unwrap();
        fs::write(folder.join("путевой-лист.txt"), "Лист {нoмер}").unwrap();
        fs::write(folder.join("письмо.txt"), "Рейс {номер}").unwrap();
        lay_down(&folder).unwrap();
        let now = list(&folder);
        assert_eq!(now.last().map(|one| one.name.as_str()), Some("письмо"));
        let wrong = now.iter().find(|one| one.name == "путевой-лист").and_then(|one| one.wrong.clone()).unwrap();
        let said = Lang::Ru.say(&wrong);
        assert!(said.contains("нoмер") && said.contains('1'), "a Latin o is named: {said}");
        assert_eq!(read(&folder, "нет такого").unwrap_err().key, "paperwork-no-template");
    }
}
