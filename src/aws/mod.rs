//! AWS: the exchange of an assertion for credentials, and its partitions. Knows nothing of OneLogin.

mod error;
pub mod partition;
mod sts;
mod transport;

pub use error::StsError;
pub use sts::{CHAINED, Granted, Sts, address, warm};
