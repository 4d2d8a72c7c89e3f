//! Addresses as dispatchers type them.

use super::*;
