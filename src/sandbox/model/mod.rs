//! The records as the server keeps them. Documents of the storage are these structs as JSON; what goes out on the wire is
//! drawn from them by [`super::views`].

pub(crate) mod bid;
pub(crate) mod book;
pub(crate) mod catalog;
pub(crate) mod geozone;
pub(crate) mod names;
pub(crate) mod point;
pub(crate) mod truck;

/// A record with a number, kept on a shelf and in the storage.
pub(crate) trait Record: serde::Serialize + serde::de::DeserializeOwned + Clone {
    /// Name of its kind in the storage.
    const KIND: &'static str;

    /// Its number.
    fn id(&self) -> i64;
}
