//! Both topics, field by field, as the pages of ATI.SU show them (seed 003). Units as the pages give them or, where they
//! don't, as its convention is: tonnes, cubic metres, metres, kilometres.
//!
//! The pages' samples and models disagree about which fields there are; here stands what either of them names.

use super::field::{Field, Flag, List, Num, Text, record};

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

record!(
    /// The load.
    Load {
        /// Its id.
        id: Text,
        /// The number that people see.
        load_number: Text,
        /// Length of the way, extra unloadings counted.
        distance: Num,
        /// With the Moscow ring road or without.
        distance_type: Num,
        /// Of it by roads of the Platon toll.
        platon_roads_length: Num,
        /// Of it by toll roads.
        toll_roads_length: Num,
        /// Undeclared; kept as it comes.
        travel_time: Text,
        /// Announced rate.
        true_price: Num,
        /// Its currency.
        true_currency_id: Num,
        /// Note.
        note: Text,
        /// First day.
        first_date: Text,
        /// Last day.
        last_date: Text,
        /// 0 today or tomorrow, 1 between the days, 2 always, 3 there is no cargo.
        date_type: Num,
        /// 0 none, 1 daily, 100 on working days.
        periodicity_id: Num,
        /// Number of the order.
        order_number: Text,
        /// There and back.
        krugoreis: Flag,
        /// Over a winter road.
        zimnik: Flag,
        /// Over ferries.
        ferries: Flag,
        /// Loading.
        loading: Point,
        /// Everything between.
        extra_points: List<ExtraPoint>,
        /// Unloading.
        unloading: Point,
        /// The cargo as a whole.
        cargo: Cargo,
        /// What the truck must be.
        transport: Transport,
        /// May be unloaded from.
        unload_first_date: Text,
        /// May be unloaded until.
        unload_last_date: Text,
    }
);

record!(
    /// Loading or unloading.
    Point {
        /// Id of the state's address register.
        fias_id: Text,
        /// City of ATI's own list.
        city_id: Num,
        /// Degrees north.
        latitude: Num,
        /// Degrees east.
        longitude: Num,
        /// Street and house.
        street: Text,
        /// Id in the directory of organisations.
        organization_id: Text,
        /// Id of the address.
        address_id: Text,
        /// From this time of day; its date means nothing.
        time_start: Text,
        /// Until this time of day.
        time_end: Text,
        /// Day and night.
        is_round_the_clock: Flag,
        /// Large cities near it.
        large_cities: List<Num>,
        /// The same with distances.
        large_cities_with_distance: List<NearCity>,
        /// Cargos; under unloading too.
        loading_cargos: List<LoadingCargo>,
        /// Who is there.
        organization: Organization,
    }
);

record!(
    /// A large city near a point.
    NearCity {
        /// City.
        city_id: Num,
        /// Kilometres.
        distance: Num,
    }
);

record!(
    /// A point between loading and unloading.
    ExtraPoint {
        /// Id of the point on the route.
        route_point_id: Text,
        /// Id of the point.
        id: Text,
        /// The load.
        load_id: Text,
        /// City of ATI's own list.
        city_id: Num,
        /// 1 load, 2 unload, 3 customs, 4 and 5 large cities near the ends, 8 drive through.
        point_type: Num,
        /// Place on the route.
        ordinal_id: Num,
        /// Distance.
        distance: Num,
        /// Street and house.
        street: Text,
        /// Degrees north.
        latitude: Num,
        /// Degrees east.
        longitude: Num,
        /// Id in the directory of organisations.
        organization_id: Text,
        /// Id of the address.
        address_id: Text,
        /// From this day.
        loading_date_start: Text,
        /// Until this day.
        loading_date_end: Text,
        /// From this time of day, a span.
        loading_time_start: Text,
        /// Until this time of day.
        loading_time_end: Text,
        /// Day and night.
        is_round_the_clock: Flag,
        /// Name of the city.
        city_name: Text,
        /// Loaded here.
        loading_cargos: List<LoadingCargo>,
        /// Unloaded here.
        unloading_cargos: List<UnloadingCargo>,
        /// Who is there.
        organization: Organization,
    }
);

record!(
    /// A cargo of a point.
    LoadingCargo {
        /// Its id.
        cargo_id: Num,
        /// Dictionary of names.
        name_id: Num,
        /// Name.
        name: Text,
        /// Dictionary `packTypes`.
        packaging_type: Num,
        /// Packages.
        packaging_quantity: Num,
        /// Tonnes.
        weight: Num,
        /// Cubic metres.
        volume: Num,
        /// Sizes.
        sizes: Size,
        /// Name of the packaging.
        packaging_type_name: Text,
    }
);

record!(
    /// What is unloaded at a point.
    UnloadingCargo {
        /// Of which cargo.
        cargo_id: Num,
        /// Tonnes.
        weight: Num,
        /// Cubic metres.
        volume: Num,
        /// Packages.
        packaging_quantity: Num,
        /// The waybill will say.
        is_defined_by_ttn: Flag,
    }
);

record!(
    /// Sizes in metres.
    Size {
        /// Length.
        length: Num,
        /// Width.
        width: Num,
        /// Height.
        height: Num,
        /// Diameter.
        diameter: Num,
        /// The length matters.
        length_highlight: Flag,
        /// The width matters.
        width_highlight: Flag,
        /// The height matters.
        height_highlight: Flag,
    }
);

record!(
    /// An organisation at a point.
    Organization {
        /// Its id.
        organization_id: Text,
        /// Its firm.
        firm_id: Num,
        /// Name.
        name: Text,
        /// Form of ownership.
        ownership: Num,
        /// Residency.
        residency: Num,
        /// Taxpayer number.
        inn: Text,
        /// Phone.
        phone: Text,
        /// Another phone; declared as a number of 32 bits, which no phone fits.
        extra_phone: Text,
        /// Where papers go.
        docs_address: DocsAddress,
        /// Warehouses.
        stocks: List<Stock>,
        /// People.
        contact_persons: List<ContactPerson>,
        /// Form of ownership in words.
        ownership_name: Text,
    }
);

record!(
    /// Where papers go.
    DocsAddress {
        /// Postcode.
        postcode: Text,
        /// City.
        city_id: Num,
        /// Street.
        street_name: Text,
        /// House.
        house_no: Text,
        /// Office.
        office_no: Text,
    }
);

record!(
    /// A warehouse.
    Stock {
        /// Its id.
        stock_id: Text,
        /// Address.
        address: Text,
        /// City.
        address_city_id: Num,
        /// Degrees north.
        address_latitude: Num,
        /// Degrees east.
        address_longitude: Num,
        /// Note.
        note: Text,
        /// When it works.
        work_schedules: List<Schedule>,
        /// When it rests.
        breaks_schedules: List<Schedule>,
        /// People.
        contact_persons: List<ContactPerson>,
        /// The schedule in words.
        schedule_summary: Text,
        /// Kind.
        stock_type: Num,
        /// Time slots.
        timeslots_binding: TimeslotsBinding,
    }
);

record!(
    /// A line of a schedule.
    Schedule {
        /// Its id.
        stock_schedule_id: Text,
        /// Day of the week.
        day_of_week: Num,
        /// Undeclared; kept as it comes.
        start_time: Text,
        /// Undeclared; kept as it comes.
        end_time: Text,
    }
);

record!(
    /// Somebody to call.
    ContactPerson {
        /// The id.
        contact_person_id: Text,
        /// Name.
        name: Text,
        /// Phone.
        phone: Text,
        /// Mail.
        email: Text,
    }
);

record!(
    /// A warehouse's time slots.
    TimeslotsBinding {
        /// Warehouse.
        warehouse_id: Num,
        /// Status.
        status: Num,
    }
);

record!(
    /// The cargo as a whole.
    Cargo {
        /// Tonnes.
        weight: Num,
        /// Cubic metres.
        volume: Num,
        /// Class of danger, 0–9.
        adr: Num,
        /// Dictionary `cargoTypes`; 59 is "other".
        cargo_type_id: Num,
        /// Name, when the id says nothing.
        cargo_type: Text,
        /// Dictionary `packTypes`.
        pack_type: Num,
        /// Pallets.
        pallet_count: Num,
        /// Belts.
        belt_count: Num,
        /// 1 a truck of its own, 2 and 3 with other cargo.
        dogruz_type: Num,
        /// Groupage.
        sbor_gruz: Flag,
        /// Sizes.
        size: Size,
    }
);

record!(
    /// What the truck must be.
    Transport {
        /// Bits of 64 or an id; the words stand beside it.
        car_type: Num,
        /// The same in words.
        car_type_string: Text,
        /// Bits of ways to load.
        loading_type: Num,
        /// All of them or any.
        loading_logical_operator: Text,
        /// Bits of ways to unload.
        unloading_type: Num,
        /// All of them or any.
        unloading_logical_operator: Text,
        /// How many trucks.
        trucks_quantity: Num,
        /// Lowest temperature, °C.
        temperature_from: Num,
        /// Highest temperature, °C.
        temperature_to: Num,
        /// Truck and trailer.
        stsepka: Flag,
        /// Air suspension.
        pnevmohod: Flag,
        /// Bunks.
        koniki: Flag,
        /// TIR.
        tir: Flag,
        /// CMR.
        cmr: Flag,
        /// T1.
        t1: Flag,
        /// Sanitary passport.
        san_passport: Flag,
        /// To be tracked.
        is_tracking: Flag,
        /// Tonnes that the truck must carry.
        required_capacity: Num,
    }
);

/// An invitation of either topic.
#[derive(Debug, Clone, PartialEq)]
pub enum Invite {
    /// We are invited.
    Received(Box<ReceivedInvite>),
    /// We invite.
    Sent(Box<SentInvite>),
}

impl Invite {
    /// Reads the entity of a topic; `None` when it is no record or the topic is not about invitations.
    #[must_use]
    pub fn read(topic: super::envelope::Topic, entity: &serde_json::Value) -> Option<Self> {
        match topic {
            super::envelope::Topic::Received => ReceivedInvite::read(entity).map(|read| Self::Received(Box::new(read))),
            super::envelope::Topic::Sent => SentInvite::read(entity).map(|read| Self::Sent(Box::new(read))),
        }
    }

    /// The entity as it came.
    #[must_use]
    pub fn write(&self) -> serde_json::Value {
        match self {
            Self::Received(invite) => invite.write(),
            Self::Sent(invite) => invite.write(),
        }
    }
}
