//! The methods of the platform: addresses without regard to letter case, and what answers each.

use axum::http::Method;
use chrono::{DateTime, Utc};

use super::super::auth::Sessions;
use super::super::handlers::{
    account, bids_complete, bids_life, bids_read, bids_write, cars, catalogs, counterparties, drivers, legal_persons,
    map, movement, trackers, trailers,
};
use super::super::world::World;
use super::answer::Outcome;
use super::request::Call;

/// What answers a method.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    /// Tokens: needs none itself.
    SignIn(fn(&mut Sessions, &World, &Call, DateTime<Utc>) -> Outcome),
    /// Tokens, for somebody who has one.
    Session(fn(&mut Sessions, &World, &Call, DateTime<Utc>) -> Outcome),
    /// Reads.
    Read(fn(&World, &Call) -> Outcome),
    /// Writes.
    Write(fn(&mut World, &Call) -> Outcome),
}

impl Work {
    /// True when the method needs a token.
    pub(crate) fn needs_token(self) -> bool {
        !matches!(self, Self::SignIn(_))
    }
}

/// A method: its path in lower case, with `{id}` for a number.
struct Route(&'static str, Work);

const ROUTES: &[Route] = &[
    Route("/account/generatetoken", Work::SignIn(account::generate_token)),
    Route("/account/refreshtoken", Work::SignIn(account::refresh_token)),
    Route("/account/logoff", Work::Session(account::log_off)),
    Route("/api/account/generatetoken", Work::SignIn(account::generate_token)),
    Route("/api/account/refreshtoken", Work::SignIn(account::refresh_token)),
    Route("/api/account/logoff", Work::Session(account::log_off)),
    Route("/api/catalogs/get", Work::Read(catalogs::list)),
    Route("/api/catalogs/getsimple", Work::Read(catalogs::list)),
    Route("/api/catalogs/getitems", Work::Read(catalogs::items)),
    Route("/api/employees/getnameslist", Work::Read(catalogs::employees)),
    Route("/api/legalpersons/getlist", Work::Read(legal_persons::list)),
    Route("/api/legalpersons/apply", Work::Write(legal_persons::apply)),
    Route("/api/legalpersons/delete", Work::Write(legal_persons::delete)),
    Route("/api/driver/getlist", Work::Read(drivers::list)),
    Route("/api/driver/getforedit", Work::Read(drivers::form)),
    Route("/api/driver/apply", Work::Write(drivers::apply)),
    Route("/api/driver/delete", Work::Write(drivers::delete)),
    Route("/api/driver/restore", Work::Write(drivers::restore)),
    Route("/api/car/getlist", Work::Read(cars::list)),
    Route("/api/car/getforedit", Work::Read(cars::form)),
    Route("/api/car/apply", Work::Write(cars::apply)),
    Route("/api/car/delete", Work::Write(cars::delete)),
    Route("/api/car/restore", Work::Write(cars::restore)),
    Route("/api/car/getcarmileageforperiod", Work::Read(movement::mileage)),
    Route("/api/car/getavailabilitystatus/{id}", Work::Read(movement::availability)),
    Route("/api/trailer/getlist", Work::Read(trailers::list)),
    Route("/api/trailer/getforedit", Work::Read(trailers::form)),
    Route("/api/trailer/apply", Work::Write(trailers::apply)),
    Route("/api/trailer/delete", Work::Write(trailers::delete)),
    Route("/api/trailer/restore", Work::Write(trailers::restore)),
    Route("/api/cargoownerdictionary/get", Work::Read(counterparties::list)),
    Route("/api/cargoownerdictionary/getlist", Work::Read(counterparties::list)),
    Route("/api/cargoownerdictionary/get({id})", Work::Read(counterparties::card)),
    Route("/api/cargoownerdictionary/getnameslist", Work::Read(counterparties::names)),
    Route("/api/cargoownerdictionary/getlistforselect", Work::Read(counterparties::choices)),
    Route("/api/cargoownerdictionary/apply", Work::Write(counterparties::apply)),
    Route("/api/cargoownerdictionary/delete", Work::Write(counterparties::delete)),
    Route("/api/cargoownerdictionary/restore", Work::Write(counterparties::restore)),
    Route("/api/map/getaddresses", Work::Read(map::addresses)),
    Route("/api/map/getaddress", Work::Read(map::address)),
    Route("/api/map/getroute", Work::Read(map::route)),
    Route("/api/map/gettrackerlogs", Work::Read(movement::tracker_logs)),
    Route("/api/map/getlastcarslocations", Work::Read(movement::last_locations)),
    Route("/api/trackers/get", Work::Read(trackers::list)),
    Route("/api/trackers/gettrackersinfo", Work::Read(movement::trackers_info)),
    Route("/api/trackers/attach", Work::Write(trackers::attach)),
    Route("/api/bids/getlistforexternal", Work::Read(bids_read::external_list)),
    Route("/api/bids/getlist", Work::Read(bids_read::list)),
    Route("/api/bids/get/{id}", Work::Read(bids_read::view)),
    Route("/api/bids/cancel", Work::Write(bids_life::cancel)),
    Route("/api/bids/delete", Work::Write(bids_life::delete)),
    Route("/api/bids/restore", Work::Write(bids_life::restore)),
    Route("/api/truckingbids/get/{id}", Work::Read(bids_read::edit_shape)),
    Route("/api/truckingbids/getbidcollisions", Work::Read(bids_read::collisions)),
    Route("/api/truckingbids/getactivebidsbycar", Work::Read(bids_read::active_by_car)),
    Route("/api/truckingbids/apply", Work::Write(bids_write::apply)),
    Route("/api/truckingbids/patch", Work::Write(bids_write::patch)),
    Route("/api/truckingbids/clone", Work::Write(bids_write::clone)),
    Route("/api/truckingbids/setstatus", Work::Write(bids_life::set_status)),
    Route("/api/truckingbids/forcecomplete", Work::Write(bids_complete::force_complete)),
    Route("/api/truckingbids/revert", Work::Write(bids_life::revert)),
];

/// Methods that are asked by POST though they change nothing.
const POSTED_READS: [&str; 3] = ["/api/map/getaddresses", "/api/map/getaddress", "/api/map/getroute"];

/// What an address leads to.
pub(crate) enum Found {
    /// A method, and what stands in the place of `{id}`.
    Method(Work, Option<String>),
    /// A method that is asked by the other verb.
    OtherVerb,
    /// Nothing.
    Nothing,
}

/// Finds the method of a decoded path.
pub(crate) fn find(verb: &Method, path: &str) -> Found {
    let path = path.trim_end_matches('/').to_ascii_lowercase();
    let matched = ROUTES.iter().find_map(|Route(pattern, work)| Some((pattern, *work, matches(pattern, &path)?)));
    let Some((pattern, work, id)) = matched else { return Found::Nothing };
    let by_get = matches!(work, Work::Read(_)) && !POSTED_READS.contains(pattern);
    let expected = if by_get { Method::GET } else { Method::POST };
    if *verb == expected { Found::Method(work, id) } else { Found::OtherVerb }
}

/// `Some(id)` when the path fits the pattern.
#[expect(clippy::option_option, reason = "whether it fits, and whether it holds a number, are two questions")]
fn matches(pattern: &str, path: &str) -> Option<Option<String>> {
    match pattern.split_once("{id}") {
        None => (pattern == path).then_some(None),
        Some((before, after)) => {
            let id = path.strip_prefix(before)?.strip_suffix(after)?;
            (!id.is_empty() && !id.contains('/')).then(|| Some(id.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number in the path of a method that was found, empty where it has none.
    fn id_of(verb: &Method, path: &str) -> Option<String> {
        match find(verb, path) {
            Found::Method(_, id) => Some(id.unwrap_or_default()),
            Found::OtherVerb | Found::Nothing => None,
        }
    }

    #[test]
    fn addresses_are_found_without_regard_to_case() {
        assert_eq!(id_of(&Method::GET, "/api/BIDS/getListForExternal"), Some(String::new()));
        assert_eq!(id_of(&Method::GET, "/api/TruckingBids/Get/48213"), Some("48213".to_owned()));
        assert_eq!(id_of(&Method::GET, "/api/CargoOwnerDictionary/Get(17)"), Some("17".to_owned()));
        assert_eq!(id_of(&Method::GET, "/api/cargoownerdictionary/get"), Some(String::new()));
        assert_eq!(id_of(&Method::POST, "/Account/GenerateToken"), Some(String::new()));
        assert_eq!(id_of(&Method::POST, "/api/map/GetAddresses"), Some(String::new()));
        assert!(matches!(find(&Method::GET, "/api/driver/apply"), Found::OtherVerb));
        assert!(matches!(find(&Method::GET, "/api/bids/get/"), Found::Nothing));
        assert!(matches!(find(&Method::GET, "/api/driver/getlist/5"), Found::Nothing));
    }
}
