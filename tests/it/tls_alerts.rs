//! Alerts with which a server refuses us, in its handshake or after ours.

use std::sync::Arc;

use datadog_statuspage::Outcome;
use expect_test::{Expect, expect};
use tokio_rustls::rustls::client::danger::HandshakeSignatureValid;
use tokio_rustls::rustls::pki_types::{CertificateDer, UnixTime};
use tokio_rustls::rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use tokio_rustls::rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error as TlsError, OtherError,
    SignatureScheme,
};

use crate::tls_server::{Authority, NAME, described, failing, named, of, saying, serve};

/// Refuses every client's certificate.
#[derive(Debug)]
struct Refusing(CertificateError);

impl ClientCertVerifier for Refusing {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, TlsError> {
        Err(TlsError::InvalidCertificate(self.0.clone()))
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ECDSA_NISTP256_SHA256]
    }
}

/// Returns the errors with servers that require a certificate, or accept none.
async fn refusals(version: reqwest::tls::Version) -> String {
    use CertificateError::*;

    let ours = Authority::new();
    let http = |server| ours.http(server).tls_version_max(version);
    let refusing = |why| ours.good().server_asking(Arc::new(Refusing(why)));
    let server = serve(refusing(Revoked)).await;
    let mut all = described("none", &failing(server, http(server)).await, server);
    for why in [
        Expired,
        Revoked,
        UnknownIssuer,
        BadEncoding,
        ApplicationVerificationFailure,
        InvalidPurpose,
        Other(OtherError(Arc::new(std::fmt::Error))),
        // `DecryptError` may concern more than the certificate.
        BadSignature,
    ] {
        let what = format!("{why:?}");
        let server = serve(refusing(why)).await;
        let identity = ours.sign(&named(&["client.test"])).identity();
        let error = failing(server, http(server).identity(identity)).await;
        all += &described(&what, &error, server);
    }
    all
}

/// The TLS versions differ in what is known after an alert that may concern more than our
/// certificate, which comes last.
fn check(all: &str, last: &Expect) {
    let (refusals, alert) = all.split_at(all.find("BadSignature:").unwrap());
    expect![[r#"
        none: Connect NotApplied ClientCertificateRefused after 1
          datadog.test asks for a client certificate; nothing was changed; supply an HTTP client with a certificate that it accepts
        Expired: Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate (CertificateExpired); nothing was changed; supply an HTTP client with a certificate that it accepts
        Revoked: Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate (CertificateRevoked); nothing was changed; supply an HTTP client with a certificate that it accepts
        UnknownIssuer: Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate (UnknownCA); nothing was changed; supply an HTTP client with a certificate that it accepts
        BadEncoding: Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate, or the lack of one (BadCertificate); nothing was changed; supply an HTTP client with a certificate that it accepts
        ApplicationVerificationFailure: Connect NotApplied ClientCertificateRefused after 1
          datadog.test denied access in the TLS handshake; nothing was changed; supply an HTTP client with a certificate that it accepts
        InvalidPurpose: Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate (UnsupportedCertificate); nothing was changed; supply an HTTP client with a certificate that it accepts
        Other(OtherError(Error)): Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate, or the lack of one (CertificateUnknown); nothing was changed; supply an HTTP client with a certificate that it accepts
    "#]]
    .assert_eq(refusals);
    last.assert_eq(alert);
}

#[tokio::test]
async fn a_server_of_tls_1_2_refuses_us_before_anything_is_sent() {
    let all = refusals(reqwest::tls::Version::TLS_1_2).await;
    check(
        &all,
        &expect![[r#"
        BadSignature: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the TLS handshake was aborted (DecryptError), in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
    "#]],
    );
}

/// The client sees the alert when its request has already been sent.
#[tokio::test]
async fn a_server_of_tls_1_3_that_refuses_us_has_processed_nothing() {
    let all = refusals(reqwest::tls::Version::TLS_1_3).await;
    check(
        &all,
        &expect![[r#"
        BadSignature: Transport Unknown ConnectionLost after 2
          the connection to datadog.test was lost in the last of 2 attempts; attempt 1 (connection lost) may still have been applied; call account().ensure next, which is safe in either case
    "#]],
    );
}

#[tokio::test]
async fn a_refusal_counts_for_requests_without_a_body_too() {
    let ours = Authority::new();
    let config = ours
        .good()
        .server_asking(Arc::new(Refusing(CertificateError::Revoked)));
    let server = serve(config).await;
    let base_url = format!("https://{NAME}:{}", server.port());
    let client = of(base_url, ours.http(server)).build().unwrap();
    let error = client.account().delete().await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotApplied, "{error:?}");
    assert_eq!(error.attempts().len(), 1);
}

#[tokio::test]
async fn an_alert_in_the_handshake_says_whether_to_try_again() {
    let mut all = String::new();
    for alert in [
        10, 20, 40, 42, 43, 44, 45, 46, 47, 48, 49, 51, 70, 71, 80, 90, 112, 116, 120, 255,
    ] {
        let server = saying(&[0x15, 3, 3, 0, 2, 2, alert]).await;
        let error = failing(server, Authority::new().http(server)).await;
        assert_eq!(error.outcome(), Outcome::NotApplied);
        all += &described(&format!("alert {alert}"), &error, server);
    }
    expect![[r#"
        alert 10: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the TLS handshake was aborted (UnexpectedMessage), in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        alert 20: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the TLS handshake was aborted (BadRecordMac), in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        alert 40: Connect NotApplied TlsIncompatible after 1
          datadog.test refused the TLS handshake: no cipher in common, or it asks for a client certificate; nothing was changed; check the address, and any proxy or gateway in front of Datadog
        alert 42: Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate, or the lack of one (BadCertificate); nothing was changed; supply an HTTP client with a certificate that it accepts
        alert 43: Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate (UnsupportedCertificate); nothing was changed; supply an HTTP client with a certificate that it accepts
        alert 44: Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate (CertificateRevoked); nothing was changed; supply an HTTP client with a certificate that it accepts
        alert 45: Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate (CertificateExpired); nothing was changed; supply an HTTP client with a certificate that it accepts
        alert 46: Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate, or the lack of one (CertificateUnknown); nothing was changed; supply an HTTP client with a certificate that it accepts
        alert 47: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the TLS handshake was aborted (IllegalParameter), in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        alert 48: Connect NotApplied ClientCertificateRefused after 1
          datadog.test refused our client certificate (UnknownCA); nothing was changed; supply an HTTP client with a certificate that it accepts
        alert 49: Connect NotApplied ClientCertificateRefused after 1
          datadog.test denied access in the TLS handshake; nothing was changed; supply an HTTP client with a certificate that it accepts
        alert 51: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the TLS handshake was aborted (DecryptError), in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        alert 70: Connect NotApplied TlsIncompatible after 1
          datadog.test speaks no TLS version that this client does; nothing was changed; check the address, and any proxy or gateway in front of Datadog
        alert 71: Connect NotApplied TlsIncompatible after 1
          datadog.test asks for stronger ciphers than this client has; nothing was changed; check the address, and any proxy or gateway in front of Datadog
        alert 80: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the TLS handshake was aborted (InternalError), in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        alert 90: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the TLS handshake was aborted (UserCanceled), in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        alert 112: Connect NotApplied TlsIncompatible after 1
          datadog.test does not serve the requested name; nothing was changed; check the address, and any proxy or gateway in front of Datadog
        alert 116: Connect NotApplied ClientCertificateRefused after 1
          datadog.test asks for a client certificate; nothing was changed; supply an HTTP client with a certificate that it accepts
        alert 120: Connect NotApplied TlsIncompatible after 1
          datadog.test speaks no HTTP version that this client does; nothing was changed; check the address, and any proxy or gateway in front of Datadog
        alert 255: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the TLS handshake was aborted (AlertDescription(0xff)), in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
    "#]].assert_eq(&all);
}
