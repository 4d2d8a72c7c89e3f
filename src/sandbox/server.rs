//! What all requests of a server share: the records, the sessions, the faults, and the calculations to come.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::auth::Sessions;
use super::clock::Clock;
use super::dellin::Carrier;
use super::fault::Fault;
use super::faults::{FaultPanel, Faults, Mishaps, Victim};
use super::http::answer::{Answer, Outcome};
use super::http::request::Call;
use super::http::routes::Work;
use super::life;
use super::mishaps::{Misfortune, estrange};
use super::options::Options;
use super::rules::route;
use super::seed::rng::Rng;
use super::world::World;

/// A bid whose calculations are to come, and when.
pub(crate) type Due = (Instant, i64);

/// What requests share.
pub(crate) struct Server {
    world: RwLock<World>,
    sessions: Mutex<Sessions>,
    faults: Arc<Mutex<Faults>>,
    misfortune: Mutex<Misfortune>,
    pub(super) carrier: Mutex<Carrier>,
    now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    calculations: mpsc::UnboundedSender<Due>,
    calculation_delay: Duration,
}

impl Server {
    /// A server of a world; the calculations of what was cut off before are sent at once.
    pub(crate) fn new(mut world: World, options: &Options, calculations: mpsc::UnboundedSender<Due>) -> Self {
        let unfinished = world.take_recalculations();
        let open_sessions = world.kept_sessions().unwrap_or_else(|error| {
            tracing::error!(%error, "the sessions were not read, everybody signs in again");
            Vec::new()
        });
        let server = Self {
            world: RwLock::new(world),
            sessions: Mutex::new(Sessions::new(options.token_ttl, options.login_limit, open_sessions)),
            faults: Arc::new(Mutex::new(Faults::new(&options.faults, options.seed))),
            misfortune: Mutex::default(),
            carrier: Mutex::new(Carrier::of_folder(options.data_dir.as_deref())),
            now: Arc::clone(&options.now),
            calculations,
            calculation_delay: options.recalculation_delay,
        };
        server.schedule(unfinished);
        server
    }

    /// Carries out a request whose token is good.
    pub(crate) fn work(&self, work: Work, call: &Call) -> Outcome {
        if matches!(work, Work::Read(_) | Work::Write(_)) {
            self.live();
        }
        match work {
            Work::SignIn(work) | Work::Session(work) => {
                let world = self.world.read().unwrap_or_else(PoisonError::into_inner);
                let mut sessions = self.sessions();
                let outcome = work(&mut sessions, &world, call, (self.now)());
                if let Err(error) = world.keep_sessions(sessions.open()) {
                    tracing::error!(%error, "the sessions were not written");
                }
                outcome
            }
            Work::Read(work) => work(&self.world.read().unwrap_or_else(PoisonError::into_inner), call),
            Work::Write(work) => {
                let mut world = self.world.write().unwrap_or_else(PoisonError::into_inner);
                let outcome = work(&mut world, call);
                self.schedule(world.take_recalculations());
                outcome
            }
        }
    }

    /// The clock of the machine; the records have one of their own, which may go wrong.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.now)()
    }

    /// How fast the world lives.
    pub(crate) fn speed(&self) -> f64 {
        self.world.read().unwrap_or_else(PoisonError::into_inner).life.clock.speed()
    }

    /// Lets the world live at another speed from now on.
    pub(crate) fn set_speed(&self, speed: f64) {
        self.live();
        let mut world = self.world.write().unwrap_or_else(PoisonError::into_inner);
        let stood = world.life.clock.stands();
        world.life.clock.run_at(speed, (self.now)());
        if stood {
            life::awake::awake(&mut world);
        }
    }

    /// Lets happen what is due by now. Nobody waits for it while nothing is.
    fn live(&self) {
        if !self.world.read().unwrap_or_else(PoisonError::into_inner).life.is_due((self.now)()) {
            return;
        }
        let mut world = self.world.write().unwrap_or_else(PoisonError::into_inner);
        if let Err(refusal) = life::advance(&mut world) {
            tracing::error!(?refusal, "the world stood still for once");
        }
    }

    /// The same with what befalls the world around it.
    pub(crate) fn perform(&self, work: Work, call: &Call) -> Outcome {
        let (mishaps, possible, mut rng) = self.draw_mishaps();
        self.strike(mishaps, possible, &mut rng);
        let mut outcome = self.work(work, call);
        if mishaps.lag {
            self.world.write().unwrap_or_else(PoisonError::into_inner).lag.begin(None);
        }
        if mishaps.unknown_fields {
            match &mut outcome {
                Ok(Answer::Document(document)) => document.change(|it| estrange(it, &mut rng)),
                Ok(Answer::Rows { rows, .. }) => {
                    for row in rows {
                        row.change(|it| estrange(it, &mut rng));
                    }
                }
                Ok(Answer::Done) | Err(_) => {}
            }
        }
        outcome
    }

    fn draw_mishaps(&self) -> (Mishaps, Mishaps, Rng) {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        (faults.draw_mishaps(), faults.possible_mishaps(), faults.details())
    }

    fn strike(&self, mishaps: Mishaps, possible: Mishaps, rng: &mut Rng) {
        let mut misfortune = self.misfortune();
        if misfortune.is_idle(mishaps, possible) {
            return;
        }
        let mut world = self.world.write().unwrap_or_else(PoisonError::into_inner);
        misfortune.strike(&mut world, mishaps, possible, rng);
        self.schedule(world.take_recalculations());
    }

    /// What went wrong with the world so far.
    pub(crate) fn misfortune(&self) -> MutexGuard<'_, Misfortune> {
        self.misfortune.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The handle by which faults are shown and set.
    pub(crate) fn fault_panel(&self) -> FaultPanel {
        FaultPanel(Arc::clone(&self.faults))
    }

    /// A copy of the world as it is now, on another clock.
    pub(crate) fn copy_of_world(&self, clock: Clock) -> World {
        self.world.read().unwrap_or_else(PoisonError::into_inner).copy(clock)
    }

    /// Draws what goes wrong with a request.
    pub(crate) fn draw_fault(&self, victim: Victim) -> Option<Fault> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).draw(victim)
    }

    /// True while a token opens doors.
    pub(crate) fn is_good(&self, token: &str) -> bool {
        self.sessions().is_good(token, (self.now)())
    }

    /// Makes a token expire before its time.
    pub(crate) fn expire(&self, token: &str) {
        let world = self.world.read().unwrap_or_else(PoisonError::into_inner);
        let mut sessions = self.sessions();
        sessions.expire(token);
        if let Err(error) = world.keep_sessions(sessions.open()) {
            tracing::error!(%error, "the sessions were not written");
        }
    }

    fn sessions(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn schedule(&self, bids: Vec<i64>) {
        let due = Instant::now() + self.calculation_delay;
        for bid in bids {
            // Nobody listens any more: the server is being stopped.
            let _ = self.calculations.send((due, bid));
        }
    }

    /// Works out a bid whose time has come.
    pub(crate) fn calculate(&self, bid: i64) {
        let mut world = self.world.write().unwrap_or_else(PoisonError::into_inner);
        if let Err(refusal) = route::recalculate(&mut world, bid) {
            tracing::error!(bid, ?refusal, "a bid was not worked out");
        }
    }
}
