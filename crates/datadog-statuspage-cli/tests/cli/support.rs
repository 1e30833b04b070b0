//! A folder with a FILE, a simulated Datadog, and the commands run there.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex};

use datadog_statuspage::{Client, Credentials, Tags};
use datadog_statuspage_testing::{Received, Simulator, SimulatorBuilder};

pub(crate) const STATUSPAGE_KEY: &str = "k3y-statuspage-0123456789";

/// The output of a run, and its exit code.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) struct Place {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) datadog: Simulator,
    gate: Arc<Gate>,
    variables: Vec<(String, String)>,
}

/// Where the simulator waits before it answers.
struct Gate {
    /// How many requests are still to pass.
    open: Mutex<usize>,
    changed: Condvar,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            open: Mutex::new(usize::MAX),
            changed: Condvar::new(),
        }
    }
}

impl Gate {
    fn shut_after(&self, requests: usize) {
        *self.open.lock().unwrap() = requests;
        self.changed.notify_all();
    }

    /// For a test that fails while it is shut, it opens after a time.
    fn pass(&self) {
        let mut open = self.open.lock().unwrap();
        *open -= 1;
        let limit = std::time::Duration::from_secs(60);
        drop(
            self.changed
                .wait_timeout_while(open, limit, |open| *open == 0),
        );
    }
}

/// The access token of an organization.
pub(crate) fn token(name: &str) -> String {
    format!("k3y-token-of-{name}")
}

/// Returns the variable that contains it.
pub(crate) fn variable(name: &str) -> String {
    name.to_uppercase().replace('-', "_")
}

pub(crate) fn tags(text: &str) -> Tags {
    text.parse().unwrap()
}

/// Returns a file whose organizations have no pages of their own, with additions for some of
/// them.
pub(crate) fn file(defaults: &str, organizations: &[(&str, &str)]) -> String {
    let mut text = format!(
        "[defaults]\nsite = \"datadoghq.eu\"\nstatuspage_key = \"env:STATUSPAGE_API_KEY\"\n{defaults}\n"
    );
    for (name, more) in organizations {
        let variable = variable(name);
        text.push_str(&format!(
            "\n[[organizations]]\nname = \"{name}\"\naccess_token = \"env:{variable}\"\n{more}\n"
        ));
    }
    text
}

/// Returns a file of three organizations, two with pages of their own.
pub(crate) fn three() -> String {
    file(
        r#"pages = [{ url = "https://example.statuspage.io", tags = ["team:web", "env:prod"] }]"#,
        &[
            (
                "web-prod",
                r#"pages = [{ url = "https://payments.statuspage.io", tags = ["team:payments"] }]"#,
            ),
            ("web-dev", ""),
            (
                "data",
                r#"pages = { only = [{ url = "https://data.statuspage.io", tags = ["team:data"] }] }"#,
            ),
        ],
    )
}

/// Returns names such as `org-007`.
pub(crate) fn names(count: usize) -> Vec<String> {
    (1..=count)
        .map(|number| format!("org-{number:03}"))
        .collect()
}

/// Returns a file of this many organizations with two pages each.
pub(crate) fn many(count: usize) -> (Vec<String>, String) {
    let names = names(count);
    let organizations: Vec<_> = names.iter().map(|name| (&**name, "")).collect();
    let pages = r#"pages = [
        { url = "https://example.statuspage.io", tags = ["team:web", "env:prod"] },
        { url = "https://payments.statuspage.io", tags = ["team:payments"] },
    ]"#;
    let text = file(pages, &organizations);
    (names, text)
}

impl Place {
    /// Creates a place with a file, and the secrets of these organizations in the environment.
    pub(crate) fn new(file: &str, names: &[impl AsRef<str>]) -> Self {
        Self::of(Simulator::builder().organization_per_key(), file, names)
    }

    pub(crate) fn of(datadog: SimulatorBuilder, file: &str, names: &[impl AsRef<str>]) -> Self {
        let gate = Arc::<Gate>::default();
        let passed = Arc::clone(&gate);
        let datadog = datadog.on_answer(move |_, _| passed.pass());
        let names = names.iter().map(AsRef::as_ref);
        let tokens = names.map(|name: &str| (variable(name), token(name)));
        let key = ("STATUSPAGE_API_KEY".to_owned(), STATUSPAGE_KEY.to_owned());
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
            datadog: datadog.start_blocking().unwrap(),
            gate,
            variables: tokens.chain([key]).collect(),
        };
        place.write("statuspage.toml", file);
        place
    }

    /// Creates one with three organizations.
    pub(crate) fn of_three() -> Self {
        Self::new(&three(), &["web-prod", "web-dev", "data"])
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Returns the command alone, with only the secrets in its environment.
    pub(crate) fn bare(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_datadog-statuspage"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(self.variables.iter().cloned())
            .stdin(Stdio::null());
        command
    }

    /// Returns the command, aimed at the simulated Datadog.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare(arguments);
        command.args(["--base-url", &self.datadog.base_url()]);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        ran(self.command(arguments).output().unwrap())
    }

    pub(crate) fn run_bare(&self, arguments: &[&str]) -> Ran {
        ran(self.bare(arguments).output().unwrap())
    }

    /// Starts it, and returns once so many requests were received. The last one is answered, and more are
    /// received, when the gate is opened.
    pub(crate) fn started(&self, arguments: &[&str], requests: usize) -> Child {
        self.gate.shut_after(requests);
        let mut command = self.command(arguments);
        let child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = child.unwrap();
        while self.datadog.requests().len() < requests {
            assert!(child.try_wait().unwrap().is_none(), "it ended too soon");
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        child
    }

    pub(crate) fn open_the_gate(&self) {
        self.gate.shut_after(usize::MAX);
    }

    /// The requests that change something, by method, path and organization.
    pub(crate) fn writes(&self) -> Vec<Received> {
        let requests = self.datadog.requests().into_iter();
        requests
            .filter(|request| request.method() != "GET")
            .collect()
    }

    /// Acts as another client of an organization.
    pub(crate) fn as_client<F: Future<Output = ()>>(
        &self,
        name: &str,
        act: impl FnOnce(Client) -> F,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().unwrap();
        let credentials = Credentials::access_token(token(name)).unwrap();
        let client = Client::builder(credentials).base_url(self.datadog.base_url());
        runtime.block_on(act(client.build().unwrap()));
    }

    /// Returns the contents of all files in the folder.
    pub(crate) fn everything(&self) -> String {
        let files = fs::read_dir(self.folder.path()).unwrap();
        let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        texts.collect()
    }
}

pub(crate) fn ran(output: Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}
