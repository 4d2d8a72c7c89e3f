//! Reference books of 10,000 rows each: the panel opens, a keystroke of its search beside SQLite's `LIKE` over the same
//! texts, and the first whole reading beside a bare download of the same pages.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use cargorun_desk::api::cargorun::{Config, HttpWire, Wire};
use cargorun_desk::app::book_desk::screen_of;
use cargorun_desk::app::book_sheet::{BookSheets, Shown, Source, found, sheet};
use cargorun_desk::app::books::Books;
use cargorun_desk::app::connect::{Connected, Target, connect_over};
use cargorun_desk::app::secrets::OnWait;
use cargorun_desk::app::state::AppState;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::store::Store;
use cargorun_desk::sync::{Cancel, Timing, Trigger};
use cargorun_desk::ui::{Sink, shell::Shell, theme};
use cargorun_desk::words::Lang;
use egui::{Pos2, RawInput, Rect, Vec2};
use secrecy::SecretString;

use crate::measure::{Figure, Row, Rows, bare_http, figure, time, time_prepared};

type Failure = Box<dyn std::error::Error>;

/// Rows of each book.
const ROWS: usize = 10_000;
/// Rows of a page, as the engine asks for them.
const PAGE: usize = 50;

const BOOKS: [(RecordKind, &str); 4] = [
    (RecordKind::Driver, "drivers"),
    (RecordKind::Car, "trucks"),
    (RecordKind::Trailer, "trailers"),
    (RecordKind::Counterparty, "counterparties"),
];

/// The rows of this group.
pub(crate) fn rows() -> Rows {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let server = runtime.block_on(serve())?;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    let mut last = None;
    for _ in 0..3 {
        let dir = tempfile::tempdir()?;
        bare.push(runtime.block_on(download(&server))?);
        let store = Store::open(&dir.path().join("desk.db"))?.store;
        ours.push(runtime.block_on(read(&server, &store))?);
        last = Some((store, dir));
    }
    let (store, _dir) = last.ok_or("nothing was read")?;
    let books = Arc::new(Books::new(
        store.book_records()?,
        store.catalogs()?,
        Vec::new(),
        std::collections::HashMap::default(),
        std::collections::HashMap::default(),
    ));
    let mut rows = vec![
        Row::new("four books of 10,000 rows each, read whole for the first time into a file", figure(ours))
            .beside("bare download of the same pages", figure(bare)),
    ];
    for (kind, name) in BOOKS {
        if books.of_kind(kind).len() != ROWS {
            return Err(format!("{name}: {} rows were read, not {ROWS}", books.of_kind(kind).len()).into());
        }
        let (ours, like) = keystroke(kind, &books)?;
        rows.push(
            Row::new(format!("a keystroke of the search over 10,000 {name}"), ours).beside("SQLite `LIKE`", like),
        );
    }
    let shown = Shown { lang: Lang::Ru, own_offset: 180, today: chrono::Utc::now().date_naive() };
    let sheets = time(10, || BookSheets::make(&books, shown));
    rows.push(Row::new("rows of all four books made ready to be shown and searched, in the background", sheets));
    for (kind, name) in BOOKS {
        let (first, next) = panel(kind, &books);
        rows.push(
            Row::new(format!("the panel of 10,000 {name} opens: its first frame with rows"), first)
                .beside("each frame after it", next),
        );
    }
    Ok(rows)
}

/// The search of the panel over texts made before, and `LIKE` over the same texts in a table of their own.
fn keystroke(kind: RecordKind, books: &Books) -> Result<(Figure, Figure), Failure> {
    let today = chrono::Utc::now().date_naive();
    let made = sheet(Source::Book(kind), books, Shown { lang: Lang::Ru, own_offset: 180, today });
    let typed = ["п", "пе", "пет", "петров 1", "77"];
    let mut next = typed.iter().cycle();
    let ours = time(100, || found(&made, None, next.next().unwrap_or(&""), None).len());
    let connection = rusqlite::Connection::open_in_memory()?;
    connection.execute_batch("CREATE TABLE texts (row INTEGER PRIMARY KEY, text TEXT NOT NULL)")?;
    let mut insert = connection.prepare("INSERT INTO texts (text) VALUES (?1)")?;
    for row in &made.rows {
        insert.execute([&row.search])?;
    }
    let mut select = connection.prepare("SELECT row FROM texts WHERE text LIKE '%' || ?1 || '%'")?;
    let mut next = typed.iter().cycle();
    let like = time(100, || -> rusqlite::Result<usize> {
        let rows = select.query_map([next.next().unwrap_or(&"")], |row| row.get::<_, i64>(0))?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?.len())
    });
    Ok((ours, like))
}

/// A shell that shows the book for the first time, headless: ui and tessellation; and its frames after that.
fn panel(kind: RecordKind, books: &Arc<Books>) -> (Figure, Figure) {
    let mut state = AppState { now: chrono::Utc::now(), own_offset_minutes: 180, ..AppState::default() };
    state.books = Arc::clone(books);
    let today = (state.now + chrono::TimeDelta::minutes(180)).date_naive();
    state.sheets = Arc::new(BookSheets::make(books, Shown { lang: state.settings.lang, own_offset: 180, today }));
    state.screen = screen_of(kind);
    let draw = |ctx: &egui::Context, shell: &mut Shell, turn: u32| {
        let mut sink = Sink::default();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1400.0, 900.0))),
            time: Some(f64::from(turn) / 60.0),
            ..RawInput::default()
        };
        let out = ctx.run_ui(input, |ui| shell.ui(ui, &state, &mut sink));
        ctx.tessellate(out.shapes, out.pixels_per_point).len()
    };
    // A running program has its fonts and its other screens: those frames are not the panel's.
    let ready = || {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        theme::apply(&ctx, &state.settings);
        let empty = AppState { now: state.now, ..AppState::default() };
        let mut shell = Shell::default();
        let mut sink = Sink::default();
        for _ in 0..5 {
            let _ = ctx.run_ui(RawInput::default(), |ui| shell.ui(ui, &empty, &mut sink));
        }
        (ctx, shell)
    };
    let first = time_prepared(20, ready, |(ctx, mut shell)| draw(&ctx, &mut shell, 1));
    let (ctx, mut shell) = ready();
    let mut turn = 1;
    for _ in 0..10 {
        draw(&ctx, &mut shell, turn);
    }
    let next = time(100, || {
        turn += 1;
        draw(&ctx, &mut shell, turn)
    });
    (first, next)
}

/// The pages of the four books by path, each made once.
type Pages = Arc<std::collections::HashMap<String, Vec<Bytes>>>;

/// A server that has four books and nothing else.
async fn serve() -> Result<String, Failure> {
    let mut pages = std::collections::HashMap::new();
    for (kind, _) in BOOKS {
        let rows: Vec<String> = (1..=ROWS).map(|number| row(kind, number)).collect();
        let texts = rows.chunks(PAGE).map(|page| Bytes::from(format!("[{}]", page.join(",")))).collect();
        pages.insert(path(kind).to_lowercase(), texts);
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let app = Router::new().fallback(answer).with_state(Arc::new(pages));
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}

const fn path(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Driver => "/api/Driver/GetList",
        RecordKind::Car => "/api/Car/GetList",
        RecordKind::Trailer => "/api/Trailer/GetList",
        _ => "/api/CargoOwnerDictionary/GetList",
    }
}

async fn answer(State(pages): State<Pages>, request: Request) -> (HeaderMap, Bytes) {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", axum::http::HeaderValue::from_static("application/json; charset=utf-8"));
    let path = request.uri().path().to_lowercase();
    if path.ends_with("generatetoken") {
        let token = r#"{"accessToken":{"token":"t","expiresIn":1800},"refreshToken":"r","currentUser":{"id":1}}"#;
        return (headers, Bytes::from_static(token.as_bytes()));
    }
    let query = request.uri().query().unwrap_or_default().replace("%24", "$");
    let skip =
        query.split('&').find_map(|part| part.strip_prefix("$skip=")).and_then(|text| text.parse::<usize>().ok());
    let page = pages.get(&path).and_then(|pages| pages.get(skip.unwrap_or(0) / PAGE));
    (headers, page.cloned().unwrap_or_else(|| Bytes::from_static(b"[]")))
}

/// A row as long as those of the training server.
fn row(kind: RecordKind, number: usize) -> String {
    let plate = format!("{:03}", number % 1000);
    let four = format!("{:04}", number % 10_000);
    let region = 16 + number / 1000;
    match kind {
        RecordKind::Driver => format!(
            r#"{{"id":{number},"user":{{"id":{number},"email":null,"phoneNumber":"+7900{number:07}","fullName":"Петров Олег {number}","firstName":"Олег","lastName":"Петров","patronymic":"{number}","deviceInfo":null}},"isOnline":false,"isDeleted":false,"lastSignInAt":null,"isSmsSent":true,"comment":"Допуск {number}","isActive":true,"isMessengerActive":false,"resourceInactivityInfo":null,"transportColumn":null,"accessPermitIds":[]}}"#
        ),
        RecordKind::Car => format!(
            r#"{{"id":{number},"typeId":1,"number":"А{plate}ВС/{region}","brandTypeId":1,"logistId":null,"logistFullNameOrEmail":null,"mechanic":null,"columnDispatcher":null,"trackerDeviceNumber":"86{number:08}","firstFixedAt":"2025-01-01T00:00:00Z","lastFixedAt":"2026-11-01T00:00:00Z","isDeleted":false,"deletedAt":null,"comment":"Петров {number}","carFuelTank":null,"transportColumn":null,"isActive":true,"resourceInactivityInfo":null,"isInRefuelingSyncList":false,"accessPermitIds":[]}}"#
        ),
        RecordKind::Trailer => format!(
            r#"{{"id":{number},"trackerId":null,"typeId":1,"brandTypeId":1,"number":"АВ{four}/{region}","trackerDeviceNumber":null,"comment":"Петров {number}","loadUnloadOptions":[],"isActive":true,"resourceInactivityInfo":null,"transportColumn":null,"mechanic":null,"isDeleted":false,"isInRefuelingSyncList":false,"accessPermitIds":[]}}"#
        ),
        _ => format!(
            r#"{{"id":{number},"name":"ООО «Петров и {number}»","inn":"99{number:08}","kpp":"999901001","email":null,"hasAccess":false,"linkedOrganizationId":null,"analyzeStrictOffsetHours":null,"comment":"Пропуск {number}","status":"None","insolvencyRegistryEntry":null,"counterpartyGroupId":null,"counterpartyGroupName":null,"documents":[],"points":[],"isDeleted":false}}"#
        ),
    }
}

async fn download(server: &str) -> Result<Duration, Failure> {
    let client = bare_http()?;
    let start = Instant::now();
    for (kind, _) in BOOKS {
        for skip in (0..=ROWS).step_by(PAGE) {
            let line = format!("{server}{}?$orderby=id&$top={PAGE}&$skip={skip}", path(kind));
            client.get(line).send().await?.bytes().await?;
        }
    }
    Ok(start.elapsed())
}

/// The engine over real HTTP into a file.
async fn read(server: &str, store: &Store) -> Result<Duration, Failure> {
    let config = Config {
        base_url: server.to_owned(),
        timeout: Duration::from_mins(1),
        user_agent: "cargorun-desk/figures".to_owned(),
        proxy: None,
    };
    let wire = Arc::new(HttpWire::new(&config)?);
    let connected = connected(wire, store, server);
    let trigger = Trigger { person: true, books: true, pull: false, send: false, first_pull_days: 1 };
    let start = Instant::now();
    connected.engine.cycle(trigger, &Cancel::default(), &|_| {}).await.1?;
    Ok(start.elapsed())
}

fn connected(wire: Arc<dyn Wire>, store: &Store, server: &str) -> Connected {
    let on_wait: OnWait = Arc::new(|_| {});
    let target = Target {
        server: server.to_owned(),
        user: Some("dispatcher".to_owned()),
        timeout: Duration::from_mins(1),
        proxy: String::new(),
        key_store: false,
        on_wait,
    };
    let connected = connect_over(wire, store, &target, Timing::system());
    connected.secrets.sign_in("dispatcher", SecretString::from("nothing to hide"));
    connected
}
