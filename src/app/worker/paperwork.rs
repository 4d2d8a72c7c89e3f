//! Slow work on papers: templates read, papers filled, written and opened.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Desk, blocking, book_work, task, words};
use crate::app::book_tables::write_file;
use crate::app::event::Event;
use crate::app::groupage::papers::file_stem;
use crate::app::lines::own_local;
use crate::app::paperwork::ask::Made;
use crate::app::paperwork::values::{Around, file_mark, today, values};
use crate::app::paperwork::{PaperEffect, PaperEvent, templates};
use crate::app::state::ToastLevel;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::paperwork::{Document, Picture, Template};
use crate::files::pages::{Pictures, Stamp, pdf};
use crate::platform;
use crate::store::model::BidRecord;
use crate::words::Message;

/// Customers whose bank details are asked for before papers are made: more would be a reading of the whole book.
const MOST_ASKED: usize = 20;
/// Bids whose words go onto the clipboard at once.
const MOST_COPIED: usize = 100;
/// Largest file of a picture, bytes.
const LARGEST_PICTURE: u64 = 16 * 1024 * 1024;

/// The run that goes on; 0: none.
#[derive(Debug, Default)]
pub(super) struct Run(AtomicU64);

/// One line an effect.
pub(super) fn carry_out(desk: &Desk, effect: PaperEffect) {
    match effect {
        PaperEffect::Make(run, template, bids) => {
            desk.papers.0.store(run, Ordering::Relaxed);
            task(desk, move |desk| make(desk, run, template, bids));
        }
        PaperEffect::Stop => desk.papers.0.store(0, Ordering::Relaxed),
        PaperEffect::Copy(template, bids) => blocking(desk, move |desk| copy(desk, &template, &bids)),
        PaperEffect::List => blocking(desk, list),
        PaperEffect::OpenTemplates => blocking(desk, open_templates),
        PaperEffect::Print(document, stem) => blocking(desk, move |desk| print(desk, &document, &stem)),
        PaperEffect::ChoosePicture(which) => task(desk, move |desk| choose_picture(desk, which)),
    }
}

fn tell(desk: &Desk, event: PaperEvent) {
    desk.out.tell(Event::Paperwork(event));
}

fn folder_of_templates(desk: &Desk) -> PathBuf {
    desk.profile.templates()
}

fn list(desk: &Desk) {
    tell(desk, PaperEvent::Templates(templates::list(&folder_of_templates(desk))));
}

fn open_templates(desk: &Desk) {
    let folder = folder_of_templates(desk);
    let shown =
        templates::lay_down(&folder).and_then(|()| if desk.by_interval { platform::open(&folder) } else { Ok(()) });
    if let Err(error) = shown {
        tracing::warn!(%error, "the folder of templates was not opened");
        let path = folder.display().to_string();
        desk.out.notice(ToastLevel::Warn, Message::new("error-folder-not-opened").with("path", path));
    }
    list(desk);
}

/// A paper that needs no template; run 0 is none of the runs.
fn print(desk: &Desk, document: &Document, stem: &str) {
    let local = own_local(desk.now(), desk.own);
    let name = file_stem(&format!("{stem}-{}", local.format("%Y-%m-%d-%H%M")));
    let path = desk.profile.papers(&desk.settings()).join(format!("{name}.pdf"));
    let mut made = Made { place: path.clone(), ..Made::default() };
    match pdf(document, &Pictures::default()) {
        Ok(bytes) => {
            match path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| write_file(&path, &bytes)) {
                Ok(()) => made.count = 1,
                Err(_said_by_path) => {
                    let why = Message::new("error-file-not-written").with("path", path.display().to_string());
                    made.failed.push((name, why));
                }
            }
        }
        Err(error) => {
            tracing::error!(%error, "a paper was not made");
            made.failed.push((name, Message::new("paperwork-not-made")));
        }
    }
    show(desk, &made);
    tell(desk, PaperEvent::Made(0, made));
}

/// Opens what was made, as the settings have it.
fn show(desk: &Desk, made: &Made) {
    let shows = made.count > 0 && desk.settings().paperwork.open && desk.by_interval && !made.stopped;
    if shows && let Err(error) = platform::open(&made.place) {
        tracing::warn!(%error, "the paper was not opened");
        let path = made.place.display().to_string();
        desk.out.notice(ToastLevel::Warn, Message::new("paperwork-not-opened").with("path", path));
    }
}

async fn make(desk: Desk, run: u64, template: String, bids: Vec<LocalId>) {
    read_customers(&desk, &bids).await;
    let worker = desk.clone();
    // Waited for at the end of the program like all work on the disk.
    blocking(&worker, move |desk| {
        let made = make_all(desk, run, &template, &bids);
        show(desk, &made);
        tell(desk, PaperEvent::Made(run, made));
    });
}

/// Bank details stand in forms that lists leave out: they are read for those customers whose form never was.
async fn read_customers(desk: &Desk, bids: &[LocalId]) {
    let books = desk.model().books();
    let mut unread: Vec<LocalId> = Vec::new();
    for id in bids {
        let customer = desk.store.bid_row(id).ok().flatten().and_then(|row| row.customer);
        let Some(customer) = customer else { continue };
        let is_unread = books.counterparty(&customer).is_some_and(|one| one.details.is_empty());
        if is_unread && !unread.contains(&customer) {
            unread.push(customer);
        }
        if unread.len() >= MOST_ASKED {
            break;
        }
    }
    for customer in unread {
        book_work::read_form(desk.clone(), RecordKind::Counterparty, customer).await;
    }
}

fn make_all(desk: &Desk, run: u64, name: &str, bids: &[LocalId]) -> Made {
    let folder = desk.profile.papers(&desk.settings());
    let mut made = Made { place: folder.clone(), ..Made::default() };
    let template = match templates::read(&folder_of_templates(desk), name) {
        Ok(template) => template,
        Err(why) => {
            made.failed.push((name.to_owned(), why));
            return made;
        }
    };
    let pictures = match pictures(desk) {
        Ok(pictures) => pictures,
        Err(why) => {
            made.failed.push((name.to_owned(), why));
            return made;
        }
    };
    for (place, id) in bids.iter().enumerate() {
        if desk.papers.0.load(Ordering::Relaxed) != run {
            made.stopped = true;
            break;
        }
        match one(desk, &template, name, &pictures, &folder, id) {
            Ok(path) => {
                made.count = made.count.saturating_add(1);
                if bids.len() == 1 {
                    made.place = path;
                }
            }
            Err((mark, why)) => made.failed.push((mark, why)),
        }
        tell(desk, PaperEvent::Progress(run, place.saturating_add(1)));
    }
    made
}

fn read(desk: &Desk, id: &LocalId) -> Result<BidRecord, (String, Message)> {
    match desk.store.bid(id) {
        Ok(Some(record)) => Ok(record),
        Ok(None) => Err((id.to_string(), Message::new("error-record-gone"))),
        Err(error) => Err((id.to_string(), words::store_error(&error))),
    }
}

fn one(
    desk: &Desk,
    template: &Template,
    name: &str,
    pictures: &Pictures,
    folder: &Path,
    id: &LocalId,
) -> Result<PathBuf, (String, Message)> {
    let record = read(desk, id)?;
    let mark = file_mark(&record);
    let document = filled(desk, template, &record, pictures.present(), &format!("{name} {mark}"));
    let bytes = pdf(&document, pictures).map_err(|error| {
        tracing::error!(%error, "a paper was not made");
        (mark.clone(), Message::new("paperwork-not-made"))
    })?;
    let path = folder.join(format!("{}.pdf", file_stem(&format!("{name}-{mark}"))));
    let written = std::fs::create_dir_all(folder).and_then(|()| write_file(&path, &bytes));
    written.map_err(|_said_by_path| {
        (mark, Message::new("error-file-not-written").with("path", path.display().to_string()))
    })?;
    Ok(path)
}

fn filled(desk: &Desk, template: &Template, record: &BidRecord, pictures: Vec<Picture>, title: &str) -> Document {
    let books = desk.model().books();
    let settings = desk.settings();
    let around = Around {
        books: &books,
        today: today(desk.now(), desk.own.offset_minutes),
        organisation: settings.paperwork.organisation.as_ref(),
        pictures,
    };
    template.fill(&values(record, &around), title.to_owned())
}

fn copy(desk: &Desk, name: &str, bids: &[LocalId]) {
    let said = templates::read(&folder_of_templates(desk), name).and_then(|template| {
        let mut texts = Vec::new();
        for id in bids.iter().take(MOST_COPIED) {
            let record = read(desk, id).map_err(|(_, why)| why)?;
            texts.push(filled(desk, &template, &record, Vec::new(), name).plain());
        }
        Ok(texts.join("\n\n"))
    });
    match said {
        Ok(text) => tell(desk, PaperEvent::Text(text)),
        Err(why) => desk.out.notice(ToastLevel::Error, why),
    }
}

fn pictures(desk: &Desk) -> Result<Pictures, Message> {
    let settings = desk.settings().paperwork;
    let read = |which| match settings.picture(which) {
        "" => Ok(None),
        file => picture(Path::new(file)).map(Some),
    };
    Ok(Pictures { stamp: read(Picture::Stamp)?, signature: read(Picture::Signature)? })
}

fn picture(file: &Path) -> Result<Stamp, Message> {
    let wrong = || Message::new("paperwork-picture-wrong").with("path", file.display().to_string());
    let about = std::fs::metadata(file).map_err(|_said_by_path| wrong())?;
    if about.len() > LARGEST_PICTURE {
        return Err(wrong());
    }
    let bytes = std::fs::read(file).map_err(|_said_by_path| wrong())?;
    Stamp::read(&bytes).map_err(|_said_by_path| wrong())
}

async fn choose_picture(desk: Desk, which: Picture) {
    let Some(chosen) = rfd::AsyncFileDialog::new().add_filter("PNG", &["png"]).pick_file().await else { return };
    let path = chosen.path().to_path_buf();
    blocking(&desk, move |desk| match picture(&path) {
        Ok(_) => tell(desk, PaperEvent::Picture(which, path.display().to_string())),
        Err(why) => desk.out.notice(ToastLevel::Error, why),
    });
}
