//! TLS failures: the reason, and that nothing was sent.

use datadog_statuspage::RetryPolicy;
use expect_test::expect;
use rcgen::date_time_ymd;
use tokio::io::AsyncReadExt;
use tokio_rustls::rustls::version::{TLS12, TLS13};

use crate::support::{API_KEY, STATUSPAGE_KEY, builder, http, passes};
use crate::tls_server::{
    Authority, NAME, Pair, described, each, failing, named, of, saying, serve,
};

#[tokio::test]
async fn a_refused_certificate_says_why() {
    let ours = Authority::new();
    let mut all = String::new();
    let mut expired = named(&[NAME]);
    expired.not_after = date_time_ymd(2021, 2, 3);
    let mut future = named(&[NAME]);
    future.not_before = date_time_ymd(2999, 12, 31);
    future.not_after = date_time_ymd(3001, 1, 1);
    let mut for_clients = named(&[NAME]);
    for_clients.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth];
    let mut authority = named(&[NAME]);
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let many: Vec<String> = (0..9).map(|number| format!("{number}.test")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for (what, pair) in [
        ("expired", ours.sign(&expired)),
        ("not yet valid", ours.sign(&future)),
        ("another name", ours.sign(&named(&["other.test"]))),
        ("an address", ours.sign(&named(&["127.0.0.1"]))),
        ("many names", ours.sign(&named(&many))),
        ("no name", ours.sign(&named(&[]))),
        ("of another authority", Authority::new().good()),
        ("self-signed", Pair::self_signed(named(&[NAME]))),
        ("for clients", ours.sign(&for_clients)),
        ("of an authority that is a server", ours.sign(&authority)),
    ] {
        let server = serve(pair.server()).await;
        let error = failing(server, ours.http(server)).await;
        all += &described(what, &error, server);
    }
    expect![[r#"
        expired: Connect NotApplied CertificateRefused after 1
          the certificate of datadog.test was refused: it expired on Wed, 03 Feb 2021 00:00:00 GMT; nothing was changed; check the address, the root certificates and this machine's clock
        not yet valid: Connect NotApplied CertificateRefused after 1
          the certificate of datadog.test was refused: it is not valid before Tue, 31 Dec 2999 00:00:00 GMT; nothing was changed; check the address, the root certificates and this machine's clock
        another name: Connect NotApplied CertificateRefused after 1
          the certificate of datadog.test was refused: it is for other.test, not for datadog.test; nothing was changed; check the address, the root certificates and this machine's clock
        an address: Connect NotApplied CertificateRefused after 1
          the certificate of datadog.test was refused: it is for 127.0.0.1, not for datadog.test; nothing was changed; check the address, the root certificates and this machine's clock
        many names: Connect NotApplied CertificateRefused after 1
          the certificate of datadog.test was refused: it is for 0.test, 1.test, 2.test and 6 more, not for datadog.test; nothing was changed; check the address, the root certificates and this machine's clock
        no name: Connect NotApplied CertificateRefused after 1
          the certificate of datadog.test was refused: it is for no name, not for datadog.test; nothing was changed; check the address, the root certificates and this machine's clock
        of another authority: Connect NotApplied CertificateRefused after 1
          the certificate of datadog.test was refused: its issuer is not trusted; nothing was changed; check the address, the root certificates and this machine's clock
        self-signed: Connect NotApplied CertificateRefused after 1
          the certificate of datadog.test was refused: its issuer is not trusted; nothing was changed; check the address, the root certificates and this machine's clock
        for clients: Connect NotApplied CertificateRefused after 1
          the certificate of datadog.test was refused: it is not for servers; nothing was changed; check the address, the root certificates and this machine's clock
        of an authority that is a server: Connect NotApplied CertificateRefused after 1
          the certificate of datadog.test was refused: it can't be used (CaUsedAsEndEntity); nothing was changed; check the address, the root certificates and this machine's clock
    "#]].assert_eq(&all);
}

#[tokio::test]
async fn a_key_in_a_name_of_a_certificate_is_masked() {
    let ours = Authority::new();
    let name = format!("{API_KEY}.test");
    let server = serve(ours.sign(&named(&[&name])).server()).await;
    let error = failing(server, ours.http(server)).await;
    let text = error.to_string();
    assert!(text.contains("it is for *****.test, not for"), "{text}");
}

#[test]
fn what_the_system_does_not_trust_is_refused_by_our_own_client_too() {
    passes("tls::our_own_client");
}

#[tokio::test]
#[ignore = "run by the test above, without the proxies and certificates of the environment"]
async fn our_own_client() {
    let pair = Pair::self_signed(named(&["localhost"]));
    let server = serve(pair.server()).await;
    let client = builder(format!("https://localhost:{}", server.port()));
    let client = client.build().unwrap();
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    expect![[r#"
        self-signed: Connect NotApplied CertificateRefused after 1
          the certificate of localhost was refused: its issuer is not trusted; nothing was changed; check the address, the root certificates and this machine's clock
    "#]].assert_eq(&described("self-signed", &error, server));
}

#[tokio::test]
async fn a_server_of_other_versions_or_without_tls_is_named() {
    let ours = Authority::new();
    let mut all = String::new();
    let http = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";
    for (what, bytes) in [
        ("plain HTTP", &http[..]),
        ("SSH", b"SSH-2.0-OpenSSH_9.6\r\n"),
        ("zeros", &[0; 64]),
        ("a record of no known version", &[0x16, 9, 9, 0, 1, 0]),
        (
            "a record that is too large",
            &[0x16, 3, 3, 0xff, 0xff, 0, 0],
        ),
        ("a message that comes too early", &[0x14, 3, 3, 0, 1, 1]),
    ] {
        let server = saying(bytes).await;
        let error = failing(server, ours.http(server)).await;
        all += &described(what, &error, server);
    }
    let older = ours.good().server_of(&TLS12);
    let server = serve(older).await;
    let newer = ours
        .http(server)
        .tls_version_min(reqwest::tls::Version::TLS_1_3);
    let error = failing(server, newer).await;
    all += &described("TLS 1.2 alone, for a client of 1.3", &error, server);
    let newer = ours.good().server_of(&TLS13);
    let server = serve(newer).await;
    let older = ours
        .http(server)
        .tls_version_max(reqwest::tls::Version::TLS_1_2);
    let error = failing(server, older).await;
    all += &described("TLS 1.3 alone, for a client of 1.2", &error, server);
    expect![[r#"
        plain HTTP: Connect NotApplied TlsIncompatible after 1
          datadog.test does not speak TLS; nothing was changed; check the address, and any proxy or gateway in front of Datadog
        SSH: Connect NotApplied TlsIncompatible after 1
          datadog.test does not speak TLS; nothing was changed; check the address, and any proxy or gateway in front of Datadog
        zeros: Connect NotApplied TlsIncompatible after 1
          datadog.test does not speak TLS; nothing was changed; check the address, and any proxy or gateway in front of Datadog
        a record of no known version: Connect NotApplied TlsIncompatible after 1
          datadog.test does not speak TLS; nothing was changed; check the address, and any proxy or gateway in front of Datadog
        a record that is too large: Connect NotApplied TlsIncompatible after 1
          datadog.test does not speak TLS; nothing was changed; check the address, and any proxy or gateway in front of Datadog
        a message that comes too early: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the TLS handshake failed: received unexpected message: got ChangeCipherSpec when expecting Handshake, in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        TLS 1.2 alone, for a client of 1.3: Connect NotApplied TlsIncompatible after 1
          datadog.test speaks no TLS version that this client does; nothing was changed; check the address, and any proxy or gateway in front of Datadog
        TLS 1.3 alone, for a client of 1.2: Connect NotApplied TlsIncompatible after 1
          datadog.test speaks no TLS version that this client does; nothing was changed; check the address, and any proxy or gateway in front of Datadog
    "#]].assert_eq(&all);
}

#[tokio::test]
async fn a_handshake_that_breaks_off_is_worth_another_attempt() {
    let server = each(|mut stream| async move {
        let _ = stream.read(&mut [0; 4096]).await;
    })
    .await;
    let error = failing(server, http().resolve(NAME, server)).await;
    expect![[r#"
        closed: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: connection closed, in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
    "#]].assert_eq(&described("closed", &error, server));
}

/// Words are no proof: an error that mentions certificates isn't necessarily a certificate error.
#[tokio::test]
async fn a_name_that_does_not_resolve_is_worth_another_attempt() {
    let server = "127.0.0.1:9".parse().unwrap();
    let client = of(
        "https://unknown.test:9".to_owned(),
        http().dns_resolver(Failing),
    );
    let client = client.retry_policy(RetryPolicy::default().max_attempts(2));
    let client = client.build().unwrap();
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    expect![[r#"
        unknown: Connect NotApplied NotConnected after 2
          no connection to unknown.test could be made: the name could not be resolved, in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
    "#]].assert_eq(&described("unknown", &error, server));
}

struct Failing;

impl reqwest::dns::Resolve for Failing {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async { Err("no certificate of the zone".into()) })
    }
}
