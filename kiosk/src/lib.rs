//! The machine Repère stands on: the sticks that bring editions, whom it trusts, the editions on its disk and the signals of
//! its system. Knows neither what an edition says (that is `repere-index`) nor how it is shown (that is `repere`).
//!
//! The printer belongs here and comes with the part that needs it.

#![deny(unsafe_code)]

pub mod bundle;
pub mod detail;
pub mod disk;
#[cfg(all(unix, any(test, feature = "faults")))]
pub mod faults;
pub mod helper;
pub mod install;
pub mod pin;
pub mod priority;
pub mod signals;
pub mod sticks;
pub mod store;
pub mod trust;
