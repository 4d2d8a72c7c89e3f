//! Where a load goes: its points, who and what is there.

use super::cargo::{Cargo, LoadingCargo, Transport, UnloadingCargo};
use crate::api::ati::field::{Flag, List, Num, Text, record};

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
