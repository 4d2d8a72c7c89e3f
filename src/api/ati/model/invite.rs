//! Both topics themselves, and what is paid.

use super::route::Load;
use crate::api::ati::field::{Flag, List, Num, Text, record};

record!(
    /// Topic `orders.invites`: an invitation that we received.
    ReceivedInvite {
        /// Code of the cargo owner.
        owner_ati_id: Text,
        /// Permanent id of the cargo owner's firm.
        owner_persistent_user_id: Num,
        /// The contact that invites.
        owner_contact_id: Num,
        /// Our own code.
        taker_ati_id: Text,
        /// Permanent id of our firm.
        taker_persistent_user_id: Num,
        /// The contact that is invited.
        taker_contact_id: Num,
        /// The contacts that are invited.
        taker_contacts_list: List<Num>,
        /// Sent at.
        date: Text,
        /// The invitation ends at.
        cancellation_date: Text,
        /// What is paid, and how.
        payment: Payment,
        /// The load.
        load: Load,
        /// To be tracked with ATI's app for drivers.
        is_tracking: Flag,
        /// Kind of deal: a power of two.
        deal_kind: Num,
    }
);

record!(
    /// Topic `orders.invites.sent`: an invitation that we sent. The load is known by its id alone.
    SentInvite {
        /// The load.
        load_id: Text,
        /// Code of the invited firm.
        taker_ati_id: Text,
        /// Permanent id of the invited firm.
        taker_persistent_user_id: Num,
        /// The contacts that are invited.
        taker_contacts_list: List<Num>,
        /// The contact that is invited; the page calls it deprecated.
        taker_contact_id: Num,
        /// Sent at.
        date: Text,
        /// The invitation ends at.
        cancellation_date: Text,
        /// Kind of deal.
        deal_kind: Num,
        /// What is paid, and how.
        payment: Payment,
        /// To be tracked.
        is_tracking: Flag,
    }
);

record!(
    /// What is paid, and how.
    Payment {
        /// Rates to choose from.
        rates: List<Rate>,
        /// Paid in advance, per cent.
        prepay_percent: Num,
        /// The advance is meant.
        prepay_percent_enabled: Flag,
        /// Paid at unloading.
        on_unloading: Flag,
        /// Paid in fuel.
        in_fuel: Flag,
        /// The days are meant.
        pay_days_enabled: Flag,
        /// Paid in so many days; of which kind isn't said.
        pay_days: Num,
        /// The load names a rate.
        fixed_rate: Flag,
        /// Bargaining is possible.
        torg: Flag,
        /// Direct contract.
        direct_contract: Flag,
        /// How money moves: dictionary `moneyTypes`.
        money_type: Num,
        /// Where the terms come from, 0–5.
        payment_source: Num,
    }
);

record!(
    /// One rate.
    Rate {
        /// Amount in the unit of its currency.
        rate: Num,
        /// 0 none, 1 any, 2 with VAT, 3 without.
        rate_type: Num,
        /// Dictionary `currencyTypes`; some are prices a unit.
        currency: Num,
    }
);
