//! The training server: Cargo.Run as its document and its OpenAPI file describe it, over real HTTP on 127.0.0.1.

pub mod odata;
