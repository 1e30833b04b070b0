//! Looks up secrets: each place once, before the first request.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use datadog_statuspage::Secret;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::Command;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::reference::{Place, Reference};

/// How long a command may take.
const LIMIT: Duration = Duration::from_secs(10);
/// How many bytes of its first line are read.
const LONGEST: u64 = 64 * 1024;
/// How many commands run at once.
const COMMANDS: usize = 8;

/// A secret, or why there is none.
pub(crate) type Found = Result<Secret, String>;

/// What was found at each place.
pub(crate) enum Secrets {
    Found(HashMap<Reference, Found>),
    /// A simulated Datadog accepts any secret.
    Simulated,
}

impl Secrets {
    /// Looks up all references; relative paths and commands start from `folder`.
    pub(crate) async fn look_up(
        references: impl IntoIterator<Item = &Reference>,
        folder: &Path,
    ) -> Self {
        let mut found = HashMap::new();
        let mut running = JoinSet::new();
        let turns = Arc::new(Semaphore::new(COMMANDS));
        for reference in references {
            let Ok(place) = reference.place() else {
                continue;
            };
            // Replaced by the result.
            let pending = Err("was not looked up".to_owned());
            if found.insert(reference.clone(), pending).is_none() {
                let (reference, folder) = (reference.clone(), folder.to_owned());
                let turns = Arc::clone(&turns);
                running.spawn(async move {
                    let _turn = turns.acquire().await;
                    (reference, look(place, folder).await)
                });
            }
        }
        while let Some(done) = running.join_next().await {
            if let Ok((reference, secret)) = done {
                found.insert(reference, secret);
            }
        }
        Self::Found(found)
    }

    /// Returns the secret of a field, or what is wrong with it.
    pub(crate) fn get(&self, field: &str, reference: &Reference) -> Found {
        let named = |why: &str| format!("{field} {why}");
        reference.place().map_err(named)?;
        match self {
            Self::Simulated => Ok(Secret::from("00000000-0000-0000-0000-000000000000")),
            Self::Found(found) => {
                let looked_up = found.get(reference).cloned();
                looked_up.unwrap_or_else(|| Err(named("was not looked up")))
            }
        }
    }
}

async fn look(place: Place, folder: PathBuf) -> Found {
    let (text, shown) = match place {
        Place::Variable(name) => match std::env::var(&name) {
            Ok(text) => (text, name),
            Err(std::env::VarError::NotPresent) => return Err(format!("{name} is not set")),
            Err(_) => {
                return Err(format!(
                    "the value of {name} is not UTF-8 text; set it again"
                ));
            }
        },
        Place::File(path) => {
            let shown = path.display().to_string();
            match std::fs::read_to_string(folder.join(path)) {
                Ok(text) => (text, shown),
                Err(error) => {
                    return Err(format!("the secret's file {shown} can't be read: {error}"));
                }
            }
        }
        Place::Command(program, words) => {
            let shown = format!("the command {program}");
            match tokio::time::timeout(LIMIT, first_line(&program, &words, &folder)).await {
                Ok(Ok(text)) => (text, shown),
                Ok(Err(why)) => return Err(format!("{shown} {why}")),
                Err(_) => return Err(format!("{shown} took more than {} s", LIMIT.as_secs())),
            }
        }
    };
    match text.trim() {
        "" => Err(format!("{shown} gives an empty or blank secret")),
        text => Ok(Secret::from(text)),
    }
}

/// Runs a command to its end, and returns its first line. Its stderr is not shown, because it
/// could contain the secret.
async fn first_line(program: &str, words: &[String], folder: &Path) -> Result<String, String> {
    let mut child = Command::new(program)
        .args(words)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("can't be run: {error}"))?;
    let mut line = String::new();
    if let Some(out) = child.stdout.take() {
        let mut out = BufReader::new(out).take(LONGEST);
        let read = out.read_line(&mut line).await;
        read.map_err(|error| format!("printed no text: {error}"))?;
        // It may print more, and must not fail because nothing reads it.
        let mut rest = out.into_inner();
        let _ = tokio::io::copy(&mut rest, &mut tokio::io::sink()).await;
    }
    let status = child.wait().await;
    let status = status.map_err(|error| format!("did not report its status: {error}"))?;
    match status.success() {
        true => Ok(line),
        false => Err(format!("failed ({status}); run it yourself to see why")),
    }
}
