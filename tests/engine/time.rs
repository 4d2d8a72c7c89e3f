//! One clock for server and desks; it stands until the test moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

#[derive(Clone)]
pub(crate) struct Time(Arc<AtomicI64>);

impl Time {
    pub(crate) fn new() -> Self {
        Self(Arc::new(AtomicI64::new(1_790_000_000_000)))
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap()
    }

    pub(crate) fn pass(&self, time: TimeDelta) {
        self.0.fetch_add(time.num_milliseconds(), Ordering::SeqCst);
    }

    /// The clock of one who goes ahead (or behind) by so much.
    pub(crate) fn clock(&self, skew: TimeDelta) -> Arc<dyn Fn() -> DateTime<Utc> + Send + Sync> {
        let time = self.clone();
        Arc::new(move || time.now() + skew)
    }
}
