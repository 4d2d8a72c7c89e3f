//! The groupage panel without pixels: what may be asked, what follows, what has come of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::form::Form;
use crate::app::command::Secret;
use crate::domain::id::LocalId;
use crate::domain::ltl::{BidSides, DeliveryType, Directory, Entry, Level, Missing};
use crate::store::dispatch_days::WaysKept;
use crate::store::groupage::Order;
use crate::store::offers::Offer;
use crate::words::Message;

/// A wish about groupage shipments.
#[derive(Debug, Clone, PartialEq)]
pub enum GroupageCommand {
    /// Open the form: of a bid, or an empty one.
    Open {
        /// The bid.
        bid: Option<LocalId>,
        /// Its two points, when they were chosen.
        sides: Option<BidSides>,
        /// Without what was typed before.
        afresh: bool,
    },
    /// The form was changed: check it, and ask for its price in a moment.
    Typed(Box<Form>),
    /// Ask for the price now.
    Price,
    /// Ask for the price of every kind of delivery.
    Compare,
    /// Put the shipment of an offer into the form.
    UseOffer(i64),
    /// Order what is in the form. `true`: another one, though one is made.
    Order(bool),
    /// Away from what came of an order, back to the form.
    Back,
    /// Look for an order by our number.
    LookUp(String),
    /// A person says that an order of unknown outcome was not made.
    NotMade(String),
    /// Get a printed form of an order's paper and write it to a file: our number, the paper, the form.
    Print(String, String, String),
    /// Write the label of a pre-order to a file.
    Label(String, LabelFormat),
    /// Refresh directories now.
    Refresh(Vec<Directory>),
    /// Search a directory that is not held whole.
    Find(Directory, String),
    /// Take keys of the account; what is absent stays as it is.
    Keys(CarrierSecrets),
    /// Sign in to see whether the keys are right.
    TestKeys,
}

/// Keys of the carrier's account, on their way to the key store.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CarrierSecrets {
    /// Key of the application.
    pub appkey: Option<Secret>,
    /// Personal token of the cabinet.
    pub token: Option<Secret>,
    /// Login and password.
    pub login: Option<(String, Secret)>,
}

/// A label as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LabelFormat {
    /// Bars and number as a picture.
    Png,
    /// A label to print.
    Pdf,
}

impl LabelFormat {
    /// Ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// Slow work.
#[derive(Debug, Clone, PartialEq)]
pub enum GroupageEffect {
    /// Read directories, orders and keys for the screen, then refresh what is old.
    Begin,
    /// Read what the form starts from.
    Open {
        /// Number of the form.
        session: u64,
        /// The bid.
        bid: Option<LocalId>,
        /// Its two points.
        sides: Option<BidSides>,
        /// Without what was typed before.
        afresh: bool,
    },
    /// Check a form, then perhaps ask for its price.
    Check {
        /// What is checked.
        asked: Box<Asked>,
        /// When its price is asked for.
        price: When,
    },
    /// Ask for the price of every kind of delivery.
    Compare(Box<Asked>),
    /// Order.
    Order(Box<Asked>, bool),
    /// Look for an order.
    LookUp(String),
    /// Decide that an order was not made.
    NotMade(String),
    /// Write a printed form.
    Print(String, String, String),
    /// Write a label.
    Label(String, LabelFormat),
    /// Refresh directories now.
    Refresh(Vec<Directory>),
    /// Search a directory.
    Find(Directory, String),
    /// Take keys.
    Keys(CarrierSecrets),
    /// Sign in to see.
    TestKeys,
}

/// When the price of a form is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// At once: a person wants it.
    Now,
    /// When the form has stood still for a moment.
    Soon,
    /// Not at all: nothing that it depends on has changed.
    Never,
}

/// A form under way to the worker.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Number of the form.
    pub session: u64,
    /// Grows with each change.
    pub edition: u64,
    /// The bid.
    pub bid: Option<LocalId>,
    /// What the bid could not say.
    pub missing: Vec<Missing>,
    /// Its two points.
    pub sides: Option<BidSides>,
    /// What is typed.
    pub form: Form,
    /// A person has typed something: it is worth keeping.
    pub touched: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum GroupageEvent {
    /// What the form starts from.
    Opened(Box<Opened>),
    /// What the checks say.
    Checked(Box<Checked>),
    /// A price is being asked for.
    Asking(u64),
    /// A price has come: number of the form, its edition.
    Price(u64, u64, Arc<Offer>, Option<OwnWay>),
    /// No price, and why; complaints by field.
    NoPrice(u64, u64, Message, Vec<Note>),
    /// A kind of delivery, compared.
    Compared(u64, DeliveryType, Compared),
    /// All kinds were compared.
    AllCompared(u64, Option<OwnWay>),
    /// Offers of the open bid.
    Offers(Arc<Vec<Offer>>),
    /// An order is on its way.
    Placing,
    /// What came of an order.
    Placed(Box<Placed>),
    /// All orders.
    Orders(Arc<Vec<Order>>),
    /// A look for an order has ended.
    LookedUp(String),
    /// Entries of a directory that is held whole, and when it was compared.
    Directory(Directory, Option<Arc<Vec<Entry>>>, Option<DateTime<Utc>>),
    /// Where its refresh stands.
    Refreshing(Directory, Refresh),
    /// Ways whose days of dispatch are at hand.
    Ways(WaysKept),
    /// The refresh is over.
    Refreshed,
    /// Entries found.
    Found(Directory, String, Arc<Vec<Entry>>),
    /// What is known of the keys.
    Keys(KeysState),
}

/// A form as it was opened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Opened {
    /// Grows each time a form is opened.
    pub session: u64,
    /// The bid.
    pub bid: Option<LocalId>,
    /// How people call it.
    pub title: String,
    /// What the form starts from.
    pub form: Form,
    /// What the bid could not say.
    pub missing: Vec<Missing>,
    /// The points of the bid: what each is called.
    pub points: Vec<String>,
    /// The two that the form is about.
    pub sides: Option<BidSides>,
    /// Typed before, not finished.
    pub kept: bool,
}

/// What is said beside a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Path of the field.
    pub field: String,
    /// How much it weighs; `None`: it is asked for.
    pub level: Option<Level>,
    /// What is said.
    pub words: Message,
    /// The carrier says so.
    pub theirs: bool,
}

/// What the checks say of a form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Checked {
    /// Number of the form.
    pub session: u64,
    /// Edition of the form.
    pub edition: u64,
    /// What stands in the way of a price, and what to look at.
    pub price: Vec<Note>,
    /// The same for an order.
    pub order: Vec<Note>,
    /// A pre-order, with a barcode.
    pub preorder: bool,
    /// An order of the same that stands in the way of another one.
    pub in_the_way: Option<Box<Order>>,
}

impl Checked {
    /// True when nothing forbids a price.
    #[must_use]
    pub fn may_price(&self) -> bool {
        !self.price.iter().any(|note| note.level == Some(Level::Blocks))
    }

    /// True when nothing forbids an order.
    #[must_use]
    pub fn may_order(&self) -> bool {
        !self.order.iter().any(|note| note.level == Some(Level::Blocks))
    }
}

/// How far it is for an own truck.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnWay {
    /// Kilometres.
    pub km: f64,
    /// How they are known.
    pub source: WaySource,
}

/// How a distance is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaySource {
    /// Mileage of the platform.
    Platform,
    /// Along the roads of the program.
    Roads,
    /// A guess: shown with "≈".
    Estimated,
}

/// What came of an order.
#[derive(Debug, Clone, PartialEq)]
pub enum Placed {
    /// It was sent: what is known of it, and what the carrier complains of.
    Sent(Order, Option<Message>, Vec<Note>),
    /// Nothing was sent: another one stands in the way.
    InTheWay(Order),
    /// Nothing was sent, and why.
    NotSent(Message),
}

/// A kind of delivery that was asked about: its offer, or why it can't be.
pub type Compared = Result<Arc<Offer>, Message>;

/// Where the price stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Pricing {
    /// Not asked.
    #[default]
    Idle,
    /// The form was just changed; it is asked in a moment.
    Soon,
    /// Asked.
    Asking,
    /// No price came.
    Failed(Message),
}

/// Where a refresh of a directory stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Refresh {
    /// Its turn comes.
    Waiting,
    /// It is being read.
    Running,
    /// It is as it was.
    Same,
    /// So many entries came.
    New(usize),
    /// It belongs to an account, and nobody is signed in.
    NeedsAccount,
    /// It failed; the last good copy stays.
    Failed(Message),
}

/// A directory as the screen knows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DirectoryView {
    /// Its entries, when it is held whole.
    pub entries: Option<Arc<Vec<Entry>>>,
    /// When it was last compared.
    pub checked_at: Option<DateTime<Utc>>,
    /// Where a refresh stands.
    pub refresh: Option<Refresh>,
}

/// What is known of the keys; never the keys.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct KeysState {
    /// There is a key of the application.
    pub has_appkey: bool,
    /// Somebody can sign in.
    pub has_account: bool,
    /// This is the training carrier.
    pub training: bool,
    /// A trial of the sign-in.
    pub test: KeysTest,
}

/// A trial of the sign-in.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum KeysTest {
    /// Not asked.
    #[default]
    NotAsked,
    /// On its way.
    Running,
    /// Signed in.
    Good,
    /// Not, and why.
    Failed(Message),
}

/// The panel's part of the application.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GroupageDesk {
    /// The open form.
    pub open: Option<Opened>,
    /// How often one was opened.
    pub sessions: u64,
    /// Grows with each change of the form.
    pub edition: u64,
    /// The form as it is now.
    pub form: Form,
    /// What the checks say.
    pub checked: Option<Checked>,
    /// What the carrier complained of last, until the form is changed.
    pub complaints: Vec<Note>,
    /// Where the price stands.
    pub pricing: Pricing,
    /// The last price, with the edition that it is of.
    pub price: Option<(u64, Arc<Offer>)>,
    /// The way of an own truck.
    pub own: Option<OwnWay>,
    /// Kinds of delivery side by side; `None`: being asked.
    pub compared: Vec<(DeliveryType, Option<Compared>)>,
    /// Offers kept with the bid, newest first.
    pub offers: Arc<Vec<Offer>>,
    /// An order is on its way.
    pub placing: bool,
    /// What came of the last order.
    pub placed: Option<Placed>,
    /// All orders, newest first.
    pub orders: Arc<Vec<Order>>,
    /// Orders that are being looked for.
    pub looking: Vec<String>,
    /// Directories.
    pub directories: BTreeMap<Directory, DirectoryView>,
    /// Grows when a directory changes.
    pub directory_edition: u64,
    /// A refresh goes on.
    pub refreshing: bool,
    /// Ways whose days of dispatch are at hand.
    pub ways: WaysKept,
    /// What was last found in the directories that are searched on disk, by the text that was asked.
    pub found: HashMap<Directory, (String, Arc<Vec<Entry>>)>,
    /// Keys.
    pub keys: KeysState,
}

impl GroupageDesk {
    /// Lets go of all that belongs to a database that was open: the form, offers and orders.
    pub fn let_go(&mut self) {
        *self = Self { sessions: self.sessions, keys: self.keys.clone(), ..Self::default() };
    }

    /// The form as the worker needs it.
    #[must_use]
    pub fn asked(&self) -> Option<Asked> {
        let open = self.open.as_ref()?;
        Some(Asked {
            session: open.session,
            edition: self.edition,
            bid: open.bid.clone(),
            missing: open.missing.clone(),
            sides: open.sides,
            form: self.form.clone(),
            touched: open.kept || open.form != self.form,
        })
    }

    /// What stands beside a form: complaints of the carrier first, then our own; each once a field and sentence.
    #[must_use]
    pub fn notes(&self) -> Vec<&Note> {
        let own = self.checked.iter().flat_map(|checked| &checked.order);
        self.complaints.iter().chain(own).collect()
    }

    /// True when the shown price is that of the form as it is.
    #[must_use]
    pub fn price_is_fresh(&self) -> bool {
        self.price.as_ref().is_some_and(|(edition, _)| *edition == self.edition)
    }

    /// Something is on its way whose answer will change the screen.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.open.is_none()
            || self.checked.is_none()
            || self.refreshing
            || self.placing
            || matches!(self.pricing, Pricing::Soon | Pricing::Asking)
    }

    /// Orders of a bid, newest first.
    pub fn orders_of<'a>(&'a self, bid: &'a LocalId) -> impl Iterator<Item = &'a Order> {
        self.orders.iter().filter(move |order| order.bid.as_ref() == Some(bid))
    }
}
