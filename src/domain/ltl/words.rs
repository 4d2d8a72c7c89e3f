//! Closed lists of the carrier's documents.

use serde::{Deserialize, Serialize};

macro_rules! closed {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// All of them, in the order of the documents.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of the documents.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// What a word of the documents means.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

closed!(
    /// How it travels between the terminals.
    DeliveryType {
        /// By road.
        Auto "auto",
        /// Express.
        Express "express",
        /// A letter.
        Letter "letter",
        /// By air.
        Avia "avia",
        /// A small parcel.
        Small "small",
    }
);
closed!(
    /// How it is handed over at an end.
    Variant {
        /// At the client's address.
        Address "address",
        /// At a terminal of the carrier.
        Terminal "terminal",
        /// At an airport (arrival by air only).
        Airport "airport",
    }
);
closed!(
    /// Who pays for a service.
    Payer {
        /// The sender.
        Sender "sender",
        /// The receiver.
        Receiver "receiver",
        /// A third person.
        Third "third",
    }
);
closed!(
    /// Who orders.
    Role {
        /// The sender.
        Sender "sender",
        /// The receiver.
        Receiver "receiver",
        /// Who pays.
        Payer "payer",
        /// A third person.
        Third "third",
    }
);
closed!(
    /// What becomes of the papers that go with the cargo.
    PapersAction {
        /// They are sent.
        Send "send",
        /// They come back.
        Return "return",
    }
);
closed!(
    /// How the transport is paid.
    PaymentType {
        /// Cash or card.
        Cash "cash",
        /// By bank transfer.
        Noncash "noncash",
    }
);
closed!(
    /// How a receiver pays for goods on delivery.
    PayBy {
        /// Cash.
        Cash "cash",
        /// Card.
        Card "card",
    }
);
closed!(
    /// An identity document.
    IdentityKind {
        /// Passport.
        Passport "passport",
        /// Driving licence.
        DrivingLicence "drivingLicence",
        /// Passport for travel abroad.
        ForeignPassport "foreignPassport",
    }
);
