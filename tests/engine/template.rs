//! Where stories begin: a server and the memory of a desk that has read all of it, made once and copied for each.

use std::sync::OnceLock;

use chrono::TimeDelta;

use crate::colleague::Office;
use crate::desk::{Desk, Memory};
use crate::lots::Lots;

pub(crate) struct Template {
    office: Office,
    memory: Vec<u8>,
}

/// How large the demo data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// A dozen bids.
    Small,
    /// Bids and drivers beyond a page.
    BeyondAPage,
}

impl Template {
    pub(crate) fn of(size: Size) -> &'static Self {
        static SMALL: OnceLock<Template> = OnceLock::new();
        static LARGE: OnceLock<Template> = OnceLock::new();
        match size {
            Size::Small => SMALL.get_or_init(|| Self::make(6, 8, 0)),
            Size::BeyondAPage => LARGE.get_or_init(|| Self::make(60, 48, 2)),
        }
    }

    /// On a thread of its own: its caller may be inside a runtime.
    fn make(bids: usize, trucks: usize, drivers: usize) -> Self {
        std::thread::scope(|scope| scope.spawn(|| run(Self::read(bids, trucks, drivers))).join().unwrap())
    }

    async fn read(bids: usize, trucks: usize, drivers: usize) -> Self {
        let small = |options: &mut cargorun_desk::sandbox::Options| {
            (options.bids, options.trucks, options.counterparties) = (bids, trucks, 6);
        };
        let office = Office::with(1, small).await;
        for nth in 0..drivers {
            let driver = serde_json::json!({ "id": 0, "firstName": "Пётр", "lastName": format!("Запасной-{nth}"),
                "phoneNumber": format!("+7999000{nth:04}") });
            office.post_now("Driver/Apply", &driver).unwrap();
        }
        let desk = Desk::at(&office, &Lots::new(1), TimeDelta::zero()).await;
        let copy = desk.dir.path().join("copy.db");
        desk.store.backup_to(&copy).unwrap();
        let memory = std::fs::read(copy).unwrap();
        Self { office, memory }
    }

    pub(crate) fn office(&self, seed: u64) -> Office {
        self.office.branch(seed)
    }

    pub(crate) fn desk(&self, office: &Office, nth: usize, lots: &Lots, skew: TimeDelta) -> Desk {
        let memory = Memory { file: &self.memory, log: &[] };
        Desk::with_memory(office, nth, lots, skew, Some(memory))
    }
}

/// Runs one story to its end on this thread alone, so that it goes the same way every time.
pub(crate) fn run<T>(story: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(story)
}
