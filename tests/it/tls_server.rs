//! TLS servers with certificates made for each test, and the errors of calls to them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use datadog_statuspage::{ClientBuilder, Error, RetryPolicy};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, SupportedProtocolVersion};

use crate::fixtures::CREATED;
use crate::raw_server::json;
use crate::support::{STATUSPAGE_KEY, builder, http};

/// The name under which clients of these tests reach a server.
pub(crate) const NAME: &str = "datadog.test";

/// A certificate and its key.
pub(crate) struct Pair {
    pub(crate) certificate: CertificateDer<'static>,
    key: Vec<u8>,
}

impl Pair {
    fn key(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.clone()))
    }

    /// Creates a self-signed certificate.
    pub(crate) fn self_signed(params: CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        Self {
            certificate: params.self_signed(&key).unwrap().der().clone(),
            key: key.serialize_der(),
        }
    }

    /// Returns the configuration of a server that requests no certificate.
    pub(crate) fn server(&self) -> ServerConfig {
        let config = ServerConfig::builder().with_no_client_auth();
        let chain = vec![self.certificate.clone()];
        config.with_single_cert(chain, self.key()).unwrap()
    }

    /// Returns the configuration of a server with one TLS version.
    pub(crate) fn server_of(&self, version: &'static SupportedProtocolVersion) -> ServerConfig {
        let config = ServerConfig::builder_with_protocol_versions(&[version]);
        let chain = vec![self.certificate.clone()];
        let config = config.with_no_client_auth();
        config.with_single_cert(chain, self.key()).unwrap()
    }

    /// Returns it as a client certificate.
    pub(crate) fn identity(&self) -> reqwest::Identity {
        let block = |kind: &str, der: &[u8]| {
            let text = STANDARD.encode(der);
            format!("-----BEGIN {kind}-----\n{text}\n-----END {kind}-----\n")
        };
        let certificate = block("CERTIFICATE", &self.certificate);
        let text = certificate + &block("PRIVATE KEY", &self.key);
        reqwest::Identity::from_pem(text.as_bytes()).unwrap()
    }

    /// Returns the configuration of a server that requests a certificate.
    pub(crate) fn server_asking(
        &self,
        verifier: Arc<dyn tokio_rustls::rustls::server::danger::ClientCertVerifier>,
    ) -> ServerConfig {
        let config = ServerConfig::builder().with_client_cert_verifier(verifier);
        let chain = vec![self.certificate.clone()];
        config.with_single_cert(chain, self.key()).unwrap()
    }
}

/// A certificate authority.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
}

impl Authority {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        let name = format!("authority {}", COUNT.fetch_add(1, Ordering::Relaxed));
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Self {
            issuer: Issuer::new(params, key),
            certificate,
        }
    }

    pub(crate) fn sign(&self, params: &CertificateParams) -> Pair {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Pair {
            certificate: certificate.der().clone(),
            key: key.serialize_der(),
        }
    }

    /// Creates a valid pair.
    pub(crate) fn good(&self) -> Pair {
        self.sign(&named(&[NAME]))
    }

    /// Creates a client that trusts only this authority, and resolves every name to one address.
    pub(crate) fn http(&self, server: SocketAddr) -> reqwest::ClientBuilder {
        let root = reqwest::Certificate::from_der(&self.certificate).unwrap();
        http().tls_certs_only([root]).resolve(NAME, server)
    }
}

/// Returns a certificate for these names.
pub(crate) fn named(names: &[&str]) -> CertificateParams {
    let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
    CertificateParams::new(names).unwrap()
}

/// Answers every request over TLS, and keeps refused connections open, so that the alert arrives.
pub(crate) async fn serve(config: ServerConfig) -> SocketAddr {
    let acceptor = TlsAcceptor::from(Arc::new(config));
    each(move |stream| {
        let acceptor = acceptor.clone();
        async move {
            match acceptor.accept(stream).into_fallible().await {
                Ok(mut stream) => {
                    let mut piece = [0; 4096];
                    while let Ok(1..) = stream.read(&mut piece).await {
                        let answer = json("201 Created", "", CREATED);
                        let _ = stream.write_all(answer.as_bytes()).await;
                        let _ = stream.flush().await;
                    }
                }
                Err((_, mut stream)) => drain(&mut stream).await,
            }
        }
    })
    .await
}

/// Sends bytes to every client that sends something, and waits until it disconnects.
pub(crate) async fn saying(bytes: &[u8]) -> SocketAddr {
    let bytes = bytes.to_vec();
    each(move |mut stream| {
        let bytes = bytes.clone();
        async move {
            let mut piece = [0; 4096];
            let _ = stream.read(&mut piece).await;
            let _ = stream.write_all(&bytes).await;
            drain(&mut stream).await;
        }
    })
    .await
}

/// Handles each connection this way.
pub(crate) async fn each<F: Future<Output = ()> + Send + 'static>(
    treat: impl Fn(TcpStream) -> F + Send + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(treat(stream));
        }
    });
    address
}

async fn drain(stream: &mut TcpStream) {
    let mut piece = [0; 4096];
    while let Ok(1..) = stream.read(&mut piece).await {}
}

/// Returns the error of a create over TLS, with at most two attempts.
pub(crate) async fn failing(server: SocketAddr, http: reqwest::ClientBuilder) -> Error {
    let client = of(format!("https://{NAME}:{}", server.port()), http);
    let client = client.build().unwrap();
    client.create_account(STATUSPAGE_KEY).await.unwrap_err()
}

/// Creates a client with two attempts.
pub(crate) fn of(base_url: String, http: reqwest::ClientBuilder) -> ClientBuilder {
    builder(base_url)
        .http_client(http.build().unwrap())
        .retry_policy(RetryPolicy::default().max_attempts(2))
}

/// Returns an error's text, without what differs from run to run.
pub(crate) fn described(what: &str, error: &Error, server: SocketAddr) -> String {
    let text = error.to_string();
    let text = text.replace(&format!(":{}", server.port()), "");
    let text = match text.split_once(" over ") {
        Some((before, rest)) => {
            let end = rest.find([';', ',']).unwrap_or(rest.len());
            format!("{before}{}", &rest[end..])
        }
        None => text,
    };
    let failure = error.attempts().last().unwrap().failure().unwrap();
    format!(
        "{what}: {:?} {:?} {failure:?} after {}\n  {text}\n",
        error.kind(),
        error.outcome(),
        error.attempts().len(),
    )
}
