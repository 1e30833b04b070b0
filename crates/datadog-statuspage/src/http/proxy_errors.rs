//! The errors of hyper-util's proxy connectors.

use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::{SocksV5, Tunnel};
use tower_service::Service;

// hyper-util exports the connectors, but their errors only as those of a service.
pub(super) type TunnelError = <Tunnel<HttpConnector> as Service<Uri>>::Error;
pub(super) type SocksError = <SocksV5<HttpConnector> as Service<Uri>>::Error;
