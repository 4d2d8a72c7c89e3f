//! Timing, and the table it makes. No figure is printed without what it was compared with in the same run.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// What a group of figures gives; an error ends the run, since a table with a hole in it misleads.
pub(crate) type Rows = Result<Vec<Row>, Box<dyn std::error::Error>>;

/// A measured value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Figure {
    /// Time of one call.
    Time {
        /// The middle of all samples.
        median: Duration,
        /// What 95 of 100 samples stay under.
        p95: Duration,
    },
    /// Memory.
    Bytes(usize),
    /// How far off the right answer: 0.05 is five percent.
    Error(f64),
}

/// A line of the table.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    what: String,
    ours: Option<Figure>,
    beside: Option<(String, Figure)>,
    skipped: Option<String>,
}

impl Row {
    /// A figure of ours.
    pub(crate) fn new(what: impl Into<String>, ours: Figure) -> Self {
        Self { what: what.into(), ours: Some(ours), beside: None, skipped: None }
    }

    /// What the same job takes done otherwise, in the same run.
    pub(crate) fn beside(mut self, name: impl Into<String>, figure: Figure) -> Self {
        self.beside = Some((name.into(), figure));
        self
    }

    /// A figure that can't be had here, and why.
    pub(crate) fn skipped(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { what: what.into(), ours: None, beside: None, skipped: Some(why.into()) }
    }
}

/// Runs `call` `samples` times and measures each run. For what takes a millisecond or more.
pub(crate) fn time<T>(samples: usize, mut call: impl FnMut() -> T) -> Figure {
    time_prepared(samples, || (), |()| call())
}

/// As [`time`], with an input that is made before the clock runs.
pub(crate) fn time_prepared<I, T>(
    samples: usize,
    mut prepare: impl FnMut() -> I,
    mut call: impl FnMut(I) -> T,
) -> Figure {
    let sample = |_| {
        let input = prepare();
        let start = Instant::now();
        let made = black_box(call(black_box(input)));
        let took = start.elapsed();
        drop(made);
        took
    };
    figure((0..samples).map(sample).collect())
}

/// For what is too short for the clock: each sample is the mean of one pass over all inputs, so the inputs should be
/// many and different. The first pass warms up and doesn't count.
pub(crate) fn time_each<I, T>(samples: usize, inputs: &[I], mut call: impl FnMut(&I) -> T) -> Figure {
    let count = u32::try_from(inputs.len()).unwrap_or(u32::MAX).max(1);
    let mut pass = || {
        let start = Instant::now();
        for input in inputs {
            black_box(call(black_box(input)));
        }
        start.elapsed() / count
    };
    pass();
    figure((0..samples).map(|_| pass()).collect())
}

/// The figure of samples taken elsewhere.
pub(crate) fn figure(mut samples: Vec<Duration>) -> Figure {
    samples.sort_unstable();
    let at = |percent: usize| {
        let place = samples.len().saturating_sub(1).saturating_mul(percent).div_ceil(100);
        samples.get(place).copied().unwrap_or_default()
    };
    Figure::Time { median: at(50), p95: at(95) }
}

/// What a job took: on the clock, and of the processors.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spent {
    pub(crate) clock: Duration,
    /// Of all threads of this process, in hundredths of a second; zero where the system does not tell.
    pub(crate) cpu: Duration,
}

/// A measurement under way.
pub(crate) struct Begun {
    at: Instant,
    cpu: Duration,
    fields: std::ops::Range<usize>,
}

impl Spent {
    pub(crate) fn begin() -> Begun {
        Begun::of(11..13)
    }

    /// Counts the processes that ended in it, in place of this one.
    pub(crate) fn begin_with_children() -> Begun {
        Begun::of(13..15)
    }

    pub(crate) fn of<E>(job: impl FnOnce() -> Result<(), E>) -> Result<Self, E> {
        let begun = Self::begin();
        job()?;
        Ok(begun.end())
    }
}

impl std::ops::Add for Spent {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { clock: self.clock + other.clock, cpu: self.cpu + other.cpu }
    }
}

impl Begun {
    fn of(fields: std::ops::Range<usize>) -> Self {
        Self { cpu: cpu(&fields), at: Instant::now(), fields }
    }

    pub(crate) fn end(self) -> Spent {
        Spent { clock: self.at.elapsed(), cpu: cpu(&self.fields).saturating_sub(self.cpu) }
    }
}

/// Fields of `/proc/self/stat` behind the name of the program.
fn cpu(fields: &std::ops::Range<usize>) -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let numbers = stat.rsplit_once(") ").map(|(_, numbers)| numbers).unwrap_or_default();
    let ticks = numbers.split(' ').skip(fields.start).take(fields.len()).filter_map(|ticks| ticks.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * 10)
}

/// A bare HTTP client for loopback, as what is measured beside ours uses it.
pub(crate) fn bare_http() -> Result<reqwest::Client, reqwest::Error> {
    // Somebody may have installed it already: then it is the same one.
    let _present = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().tls_certs_only([]).build()
}

/// The rows as a Markdown table.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = String::from("| what | median | p95 | beside it | ratio |\n|---|---:|---:|---|---:|\n");
    for Row { what, ours, beside, skipped } in rows {
        let cells = match (ours, beside) {
            (Some(ours), Some((name, other))) => {
                let ratio = other.size() / ours.size();
                format!("{} | {} | {name}: {} | {ratio:.1} ×", ours.main(), ours.tail(), other.main())
            }
            (Some(ours), None) => format!("{} | {} | – | –", ours.main(), ours.tail()),
            (None, _) => format!("– | – | skipped: {} | –", skipped.as_deref().unwrap_or("no reason given")),
        };
        // Writing into a string can't fail.
        let _ = writeln!(text, "| {what} | {cells} |");
    }
    text
}

impl Figure {
    fn main(self) -> String {
        match self {
            Self::Time { median, .. } => shown(median),
            Self::Bytes(bytes) => format!("{:.0} MB", number(bytes) / 1e6),
            Self::Error(share) => format!("{:.1} %", share * 100.0),
        }
    }

    fn tail(self) -> String {
        match self {
            Self::Time { p95, .. } => shown(p95),
            Self::Bytes(_) | Self::Error(_) => "–".to_owned(),
        }
    }

    /// For ratios: seconds or bytes.
    fn size(self) -> f64 {
        match self {
            Self::Time { median, .. } => median.as_secs_f64(),
            Self::Bytes(bytes) => number(bytes),
            Self::Error(share) => share,
        }
    }
}

/// Three digits, in the unit that fits.
fn shown(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    let (value, unit) = match seconds {
        _ if seconds < 1e-6 => (seconds * 1e9, "ns"),
        _ if seconds < 1e-3 => (seconds * 1e6, "µs"),
        _ if seconds < 1.0 => (seconds * 1e3, "ms"),
        _ => (seconds, "s"),
    };
    let decimals = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.decimals$} {unit}")
}

#[expect(clippy::cast_precision_loss, reason = "shown with three digits")]
fn number(bytes: usize) -> f64 {
    bytes as f64
}
