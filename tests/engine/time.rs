//! One clock for server and desks; it stands until the test moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

#[derive(Clone)]
pub(crate) struct Time(Arc<AtomicI64>);

impl Time {
    pub(crate) fn new() -> Self {
        Self(Arc::new(AtomicI64::new(1_790_000_000_000)))
    }

    /// A clock that shows the same and is moved on its own.
    pub(crate) fn copy(&self) -> Self {
        Self(Arc::new(AtomicI64::new(self.0.load(Ordering::SeqCst))))
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap()
    }

    pub(crate) fn pass(&self, time: TimeDelta) {
        self.0.fetch_add(time.num_milliseconds(), Ordering::SeqCst);
    }

    /// The clock of one who goes ahead (or behind) by so much.
    pub(crate) fn clock(&self, skew: TimeDelta) -> Arc<dyn Fn() -> DateTime<Utc> + Send + Sync> {
        Skew::new(skew).clock(self)
    }
}

/// How far a clock goes ahead (or behind); a person may set it.
#[derive(Clone)]
pub(crate) struct Skew {
    by: Arc<AtomicI64>,
    /// A planted bug: the desk measures every wait by this clock, whoever sets it.
    pub(crate) is_only_clock: Arc<AtomicBool>,
}

impl Skew {
    pub(crate) fn new(skew: TimeDelta) -> Self {
        Self { by: Arc::new(AtomicI64::new(skew.num_milliseconds())), is_only_clock: Arc::default() }
    }

    pub(crate) fn jump(&self, by: TimeDelta) {
        self.by.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }

    pub(crate) fn get(&self) -> TimeDelta {
        TimeDelta::milliseconds(self.by.load(Ordering::SeqCst))
    }

    /// The clock of a process, which nobody sets.
    pub(crate) fn steady(&self, time: &Time) -> Arc<dyn Fn() -> Duration + Send + Sync> {
        let (time, skew) = (time.clone(), self.clone());
        Arc::new(move || {
            let by = if skew.is_only_clock.load(Ordering::SeqCst) { skew.get() } else { TimeDelta::zero() };
            Duration::from_millis(u64::try_from((time.now() + by).timestamp_millis()).unwrap())
        })
    }

    pub(crate) fn clock(&self, time: &Time) -> Arc<dyn Fn() -> DateTime<Utc> + Send + Sync> {
        let (time, skew) = (time.clone(), self.clone());
        Arc::new(move || time.now() + skew.get())
    }
}
