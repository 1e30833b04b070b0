//! Helpers of most tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use datadog_statuspage::{
    Client, ClientBuilder, Credentials, Error, ErrorKind, Outcome, RetryPolicy,
};
use datadog_statuspage_testing::Simulator;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

pub(crate) const API_KEY: &str = "k3y-api-0123456789abcdef";
pub(crate) const APP_KEY: &str = "k3y-app-0123456789abcdef";
pub(crate) const STATUSPAGE_KEY: &str = "k3y-statuspage-0123456789";

pub(crate) fn credentials() -> Credentials {
    Credentials::keys(API_KEY, APP_KEY).unwrap()
}

/// Creates a client for the address that makes one attempt.
pub(crate) fn once(base_url: impl Into<String>) -> Client {
    builder(base_url)
        .retry_policy(RetryPolicy::disabled())
        .build()
        .unwrap()
}

pub(crate) fn builder(base_url: impl Into<String>) -> ClientBuilder {
    Client::builder(credentials()).base_url(base_url)
}

pub(crate) async fn simulator() -> Simulator {
    Simulator::start().await.unwrap()
}

/// Runs all concurrently, because most of their time is waiting; but only a few, because a
/// process may open few files.
pub(crate) async fn together(runs: impl IntoIterator<Item: Future<Output = ()> + Send + 'static>) {
    static FEW: Semaphore = Semaphore::const_new(6);
    let runs = runs.into_iter().map(async |run| {
        let _permit = FEW.acquire().await.unwrap();
        run.await;
    });
    let mut set: JoinSet<()> = runs.collect();
    while let Some(run) = set.join_next().await {
        if let Err(error) = run {
            std::panic::resume_unwind(error.into_panic());
        }
    }
}

#[track_caller]
pub(crate) fn ends_as(error: &Error, kind: ErrorKind, outcome: Outcome) {
    assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{error}");
}

/// Returns an error's sentence without what differs from run to run.
pub(crate) fn timeless(error: &Error, base_url: &str) -> String {
    let address = base_url.trim_start_matches("http://");
    let text = error.to_string().replace(address, "127.0.0.1");
    match text.split_once(" over ") {
        Some((before, rest)) => {
            let end = rest.find([';', ',']).unwrap_or(rest.len());
            format!("{before} over TIME{}", &rest[end..])
        }
        None => text,
    }
}

/// Returns an HTTP client that ours accepts, independent of this machine's proxies and root
/// certificates.
pub(crate) fn http() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .tls_certs_only([])
}

/// Removes this machine's credentials, proxies and certificates from the environment of a process
/// to be started.
pub(crate) fn cleaned(command: &mut Command) -> &mut Command {
    let proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];
    let others = ["SSL_CERT_FILE", "SSL_CERT_DIR", "STATUSPAGE_API_KEY"];
    for name in proxies.into_iter().chain(others) {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    let of_datadog = |name: &str| name.starts_with("DD_") || name.starts_with("DATADOG_");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(of_datadog) {
            command.env_remove(name);
        }
    }
    command
}

/// Returns the command for an ignored test of this program, to be run in a clean process.
pub(crate) fn probe(test: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    // With one thread, as on a machine with one core, its output would begin in another's line.
    let arguments = ["--ignored", "--nocapture", "--test-threads=2"];
    cleaned(&mut command)
        .args(["--exact", test])
        .args(arguments);
    command
}

/// Runs such a test, which reports its own failures.
#[track_caller]
pub(crate) fn passes(test: &str) {
    let output = probe(test).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}{errors}");
    assert!(text.contains("1 passed"), "{text}");
}

/// Returns the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// All Rust files in a folder, but what cargo builds.
pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            found.extend(rust_files(&path));
        } else if name.ends_with(".rs") {
            found.push(path);
        }
    }
    found
}

/// Has Cargo build a program, and returns where it is: `under` is its path in the target folder.
///
/// Once for all tests, because Cargo takes a second to find that nothing has changed.
pub(crate) fn build(arguments: &[&str], under: &str) -> PathBuf {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet"])
        .args(arguments)
        .current_dir(root())
        .status()
        .unwrap();
    assert!(status.success());
    let name = format!("{under}{}", std::env::consts::EXE_SUFFIX);
    target().join("debug").join(name)
}

/// Cargo's target folder, where this program is in `debug/deps`.
pub(crate) fn target() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().to_owned()
}

/// Returns the program of the maintenance commands.
pub(crate) fn xtask_program() -> &'static Path {
    static PROGRAM: LazyLock<PathBuf> =
        LazyLock::new(|| build(&["--workspace", "--bin", "xtask"], "xtask"));
    &PROGRAM
}

/// Returns exit code, output and errors of a maintenance command.
pub(crate) fn xtask(arguments: &[&str]) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = cleaned(&mut Command::new(xtask_program()))
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}
