//! A worker and a small tile server on this machine: what is asked for, how often, and what is not.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Path as Place, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use chrono::{DateTime, TimeDelta, Utc};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use parking::Parking;

use crate::api::tiles::Template;
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::lines::OwnClock;
use crate::app::map::ask::{MapEffect, MapEvent};
use crate::app::map::web::WebKey;
use crate::app::profile::Profile;
use crate::app::settings::Settings;
use crate::app::settings_map::MapSettings;
use crate::app::worker::{Start, Worker};
use crate::store::Store;
use crate::store::tile_shelf::{ShelfKey, TileShelf};
use crate::sync::Timing;
use crate::words::Message;

const PATIENCE: Duration = Duration::from_mins(1);

/// Holds requests back until the test lets them go.
mod parking {
    use tokio::sync::Semaphore;

    #[derive(Debug)]
    pub(super) struct Parking(Semaphore);

    impl Parking {
        pub(super) fn new(open: bool) -> Self {
            Self(Semaphore::new(if open { Semaphore::MAX_PERMITS } else { 0 }))
        }

        pub(super) async fn wait(&self) {
            self.0.acquire().await.unwrap().forget();
        }

        pub(super) fn let_go(&self, some: usize) {
            self.0.add_permits(some);
        }
    }
}

/// What the server has seen and how it answers.
struct Server {
    asked: std::sync::Mutex<Vec<(String, HashMap<String, String>)>>,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
    /// So many answers fail before one is good.
    failing: AtomicUsize,
    parking: Parking,
    cache_control: &'static str,
}

impl Server {
    fn new(open: bool, cache_control: &'static str) -> Arc<Self> {
        Arc::new(Self {
            asked: std::sync::Mutex::default(),
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
            failing: AtomicUsize::new(0),
            parking: Parking::new(open),
            cache_control,
        })
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    fn header(&self, place: usize, name: &str) -> Option<String> {
        self.asked.lock().unwrap()[place].1.get(name).cloned()
    }
}

fn png() -> Vec<u8> {
    let picture = DynamicImage::from(RgbaImage::from_pixel(256, 256, Rgba([90, 120, 60, 255])));
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

async fn answer(State(server): State<Arc<Server>>, Place(tile): Place<String>, headers: HeaderMap) -> Response {
    let headers = headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    let now = server.at_once.fetch_add(1, Ordering::SeqCst) + 1;
    server.most_at_once.fetch_max(now, Ordering::SeqCst);
    let knows = HashMap::<String, String>::clone(&headers).contains_key("if-none-match");
    server.asked.lock().unwrap().push((tile.clone(), headers));
    server.parking.wait().await;
    server.at_once.fetch_sub(1, Ordering::SeqCst);
    let fails = server.failing.try_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
    let kept = [("cache-control", server.cache_control), ("etag", "\"v1\"")];
    match tile.as_str() {
        _ if fails => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        _ if tile.starts_with("9/") => (StatusCode::NOT_FOUND, kept, "none").into_response(),
        _ if tile.starts_with("8/") => (kept, "<html>not a tile</html>").into_response(),
        _ if knows => (StatusCode::NOT_MODIFIED, kept).into_response(),
        _ => (kept, png()).into_response(),
    }
}

/// Starts it on a thread of its own, that ends with the test program.
fn listen(server: &Arc<Server>) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/{*tile}", get(answer)).with_state(Arc::clone(server));
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), router).await.unwrap();
        });
    });
    format!("http://{address}/{{z}}/{{x}}/{{y}}.png")
}

struct Bench {
    worker: Worker,
    source: u64,
    settings: Settings,
    shelf: PathBuf,
}

impl Bench {
    fn start(dir: &Path, template: &str, later: TimeDelta) -> Self {
        let map = MapSettings { tiles_on: true, tiles_url: template.to_owned(), ..MapSettings::default() };
        let settings = Settings { map, timeout_s: 5, ..Settings::default() };
        let profile = Profile::open(Some(dir), false).unwrap();
        let shelf = profile.tiles();
        let worker = Worker::start(Start {
            store: Store::open(&profile.database()).unwrap().store,
            profile,
            settings: settings.clone(),
            server: None,
            training: false,
            sign_in: None,
            own: OwnClock { offset_minutes: 180 },
            timing: Timing { now: Arc::new(move || Utc::now() + later), ..Timing::system() },
            by_interval: false,
            use_key_store: false,
        });
        Self { worker: worker.unwrap(), source: Template::parse(template).unwrap().mark(), settings, shelf }
    }

    /// Until when the first tile of a height stands, as the disk has it.
    fn fresh_until(&self, z: u8) -> DateTime<Utc> {
        let key = ShelfKey { source: self.source, z, x: 0, y: 3 };
        TileShelf::open(&self.shelf).unwrap().get(key, Utc::now()).unwrap().unwrap().fresh_until
    }

    fn want(&self, z: u8, xs: std::ops::Range<u32>) {
        let keys = xs.map(|x| WebKey { source: self.source, z, x, y: 3 }).collect();
        self.worker.send(Effect::Map(MapEffect::Web(keys)));
    }

    fn until<T>(&self, mut found: impl FnMut(MapEvent) -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            while let Some(event) = self.worker.next() {
                if let Event::Map(event) = event
                    && let Some(found) = found(event)
                {
                    return found;
                }
            }
            assert!(began.elapsed() < PATIENCE, "the worker did not answer");
            std::thread::yield_now();
        }
    }

    fn tiles(&self, some: usize) -> Vec<WebKey> {
        let mut come = Vec::new();
        self.until(|event| {
            if let MapEvent::Web(key, _) = event {
                come.push(key);
            }
            (come.len() >= some).then_some(())
        });
        come
    }

    fn trouble(&self) -> Option<Message> {
        self.until(|event| if let MapEvent::WebTrouble(why) = event { Some(why) } else { None })
    }

    fn held(&self, clear: bool) -> u64 {
        self.worker.send(Effect::Map(MapEffect::CountWeb(clear)));
        self.until(|event| if let MapEvent::WebHeld(bytes) = event { Some(bytes) } else { None })
    }
}

fn wait(mut done: impl FnMut() -> bool) {
    let began = Instant::now();
    while !done() {
        assert!(began.elapsed() < PATIENCE, "it did not happen");
        std::thread::yield_now();
    }
}

#[test]
fn while_it_is_off_not_one_request_goes_out() {
    let server = Server::new(true, "max-age=86400");
    let template = listen(&server);
    let dir = tempfile::tempdir().unwrap();
    let mut bench = Bench::start(dir.path(), &template, TimeDelta::zero());
    bench.settings.map.tiles_on = false;
    bench.worker.send(Effect::SaveSettings(Box::new(bench.settings.clone())));
    // Wishes and a trial that came too late, as if the window had not heard of it yet.
    bench.want(5, 0..8);
    bench.worker.send(Effect::Map(MapEffect::TryWeb));
    assert_eq!(bench.held(false), 0);
    // Its end waits for what was begun.
    drop(bench);
    assert_eq!(server.asked(), 0);
    // The same wish of a desk where it is on is heard by the same server.
    let bench = Bench::start(dir.path(), &template, TimeDelta::zero());
    bench.want(5, 0..1);
    bench.tiles(1);
    assert_eq!(server.asked(), 1);
}

#[test]
fn tiles_come_two_at_a_time_by_a_named_program_and_are_asked_for_once() {
    let server = Server::new(false, "max-age=86400");
    let template = listen(&server);
    let dir = tempfile::tempdir().unwrap();
    let bench = Bench::start(dir.path(), &template, TimeDelta::zero());
    bench.want(5, 0..12);
    wait(|| server.asked() == 2);
    server.parking.let_go(12);
    let come = bench.tiles(12);
    assert_eq!(come.len(), 12);
    assert_eq!(server.most_at_once.load(Ordering::SeqCst), 2);
    assert!(server.header(0, "user-agent").unwrap().starts_with("cargorun-desk/"));
    assert_eq!(server.header(0, "referer"), None);
    // Looked at again: from the disk.
    wait(|| bench.held(false) > 0);
    bench.want(5, 0..12);
    assert_eq!(bench.tiles(12).len(), 12);
    assert_eq!(server.asked(), 12);
    drop(bench);
    // After a restart too, and without the server's leave.
    let bench = Bench::start(dir.path(), &template, TimeDelta::hours(23));
    bench.want(5, 0..12);
    assert_eq!(bench.tiles(12).len(), 12);
    assert_eq!(server.asked(), 12);
    assert!(bench.held(false) > 0);
    assert_eq!(bench.held(true), 0);
}

#[test]
fn what_no_longer_stands_is_shown_at_once_and_asked_about_by_its_mark() {
    let server = Server::new(true, "max-age=7200");
    let template = listen(&server);
    let dir = tempfile::tempdir().unwrap();
    let bench = Bench::start(dir.path(), &template, TimeDelta::zero());
    bench.want(5, 0..1);
    bench.tiles(1);
    wait(|| bench.held(false) > 0);
    drop(bench);
    let bench = Bench::start(dir.path(), &template, TimeDelta::hours(3));
    bench.want(5, 0..1);
    assert_eq!(bench.tiles(1).len(), 1, "the old one, before any answer");
    wait(|| server.asked() == 2);
    assert_eq!(server.header(1, "if-none-match").as_deref(), Some("\"v1\""));
    // Its answer is written down some time after it was given.
    wait(|| bench.fresh_until(5) > Utc::now() + TimeDelta::hours(4));
    drop(bench);
    // The server said that it stands: an hour later nothing is asked.
    let bench = Bench::start(dir.path(), &template, TimeDelta::hours(4));
    bench.want(5, 0..1);
    bench.tiles(1);
    bench.want(5, 1..2);
    bench.tiles(1);
    assert_eq!(server.asked(), 3, "the second place alone");
}

#[test]
fn after_a_failure_it_is_left_alone_for_a_while_and_then_asked_again() {
    let server = Server::new(true, "max-age=86400");
    server.failing.store(2, Ordering::SeqCst);
    let template = listen(&server);
    let dir = tempfile::tempdir().unwrap();
    let bench = Bench::start(dir.path(), &template, TimeDelta::zero());
    let began = Instant::now();
    bench.want(5, 0..4);
    assert_eq!(bench.trouble().map(|why| why.key), Some("error-server"));
    let mut tiles = 0;
    let mut calm = false;
    bench.until(|event| {
        match event {
            MapEvent::Web(..) => tiles += 1,
            MapEvent::WebTrouble(why) => calm = why.is_none(),
            _ => {}
        }
        (tiles == 4 && calm).then_some(())
    });
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert!(server.asked() <= 7, "{}", server.asked());
}

#[test]
fn where_the_server_has_nothing_it_is_not_asked_again() {
    let server = Server::new(true, "max-age=86400");
    let template = listen(&server);
    let dir = tempfile::tempdir().unwrap();
    let bench = Bench::start(dir.path(), &template, TimeDelta::zero());
    bench.want(9, 0..2);
    wait(|| server.asked() == 2 && bench.held(false) > 0);
    // Both "nothing"s are on the disk once the next tile is.
    bench.want(5, 0..1);
    bench.tiles(1);
    bench.want(9, 0..2);
    bench.want(5, 1..2);
    bench.tiles(1);
    assert_eq!(server.asked(), 4);
}

#[test]
fn what_is_no_picture_is_said_and_a_trial_says_what_came() {
    let server = Server::new(true, "max-age=86400");
    let template = listen(&server);
    let dir = tempfile::tempdir().unwrap();
    let bench = Bench::start(dir.path(), &template, TimeDelta::zero());
    bench.want(8, 0..1);
    assert_eq!(bench.trouble().map(|why| why.key), Some("map-web-no-picture"));
    let trial = || {
        bench.worker.send(Effect::Map(MapEffect::TryWeb));
        bench.until(|event| if let MapEvent::WebTried(_, told) = event { Some(told) } else { None })
    };
    assert_eq!(trial().map_err(|why| why.key), Err("map-web-no-picture"), "the usual place is of zoom 8");
    let mut settings = bench.settings.clone();
    settings.map.place = Some(crate::app::settings_map::MapPlace { longitude: 37.6, latitude: 55.7, zoom: 6.2 });
    bench.worker.send(Effect::SaveSettings(Box::new(settings)));
    let tried = trial().unwrap();
    assert_eq!((tried.size, tried.hours), ([256, 256], 24));
    assert!(tried.bytes > 100);
    assert!(server.asked.lock().unwrap().last().unwrap().0.starts_with("6/38/"));
}

#[test]
fn nobody_there_is_told_in_words() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let bench = Bench::start(dir.path(), &format!("http://{closed}/{{z}}/{{x}}/{{y}}.png"), TimeDelta::zero());
    bench.want(5, 0..2);
    assert_eq!(bench.trouble().map(|why| why.key), Some("map-web-offline"));
}
