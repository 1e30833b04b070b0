//! A system without root certificates, like slim images, in a separate process.

use datadog_statuspage::{Client, ErrorKind, Site};
use expect_test::expect;

use crate::support::{self, STATUSPAGE_KEY, builder, credentials, simulator};
use crate::tls_server::{Authority, failing, serve};

const PROBE: &str = "roots::probe";

/// Not a test by itself: reports which clients this process can build.
#[tokio::test]
#[ignore = "run by the other test of this module, with an environment of its choice"]
async fn probe() {
    match Client::new(Site::Eu1, credentials()) {
        Ok(_) => println!("a client of a site"),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Config);
            println!("no client of a site: {error}");
        }
    }
    let datadog = simulator().await;
    let client = builder(datadog.base_url()).build().unwrap();
    client.create_account(STATUSPAGE_KEY).await.unwrap();
    println!("a client of this machine");
    let ours = Authority::new();
    let server = serve(Authority::new().good().server()).await;
    let error = failing(server, ours.http(server)).await;
    assert_eq!(error.kind(), ErrorKind::Connect);
    println!("a client with roots of its own");
}

#[test]
fn a_system_without_root_certificates_is_named_and_this_machine_is_reached() {
    let output = support::probe(PROBE)
        .env("SSL_CERT_FILE", "/nonexistent")
        .env("SSL_CERT_DIR", "/nonexistent")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    let said = text.lines().filter(|line| line.contains("client"));
    let said: Vec<_> = said.collect();
    expect![[r#"
        no client of a site: no root certificates were found on this system; install ca-certificates, set SSL_CERT_FILE, or supply an HTTP client with http_client
        a client of this machine
        a client with roots of its own"#]].assert_eq(&said.join("\n"));
}
