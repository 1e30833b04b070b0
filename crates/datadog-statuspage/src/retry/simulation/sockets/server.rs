//! A server that ends each attempt at a scripted byte.

use std::convert::Infallible;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::advance;

use crate::retry::simulation::fate::Fate;

/// How much of a request is read first.
#[derive(Debug, Clone, Copy)]
pub(super) enum Read {
    Nothing,
    HalfOfTheHead,
    TheHead,
    HalfOfTheBody,
    All,
}

/// What the server does next.
#[derive(Debug, Clone, Copy)]
pub(super) enum Then {
    Close,
    /// Closes with a reset.
    Reset,
    Stall,
    /// Answers with this many bytes of the full answer, and then closes or stalls.
    Answer {
        bytes: usize,
        stalls: bool,
    },
}

/// One ending, on the wire and in the model.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ending {
    /// `None` is a port without a listener.
    pub(super) wire: Option<(Read, Then)>,
    pub(super) fate: Fate,
}

const WHOLE: usize = usize::MAX;
/// The limit of an answer's body, in bytes.
pub(super) const LIMIT: usize = 400;

const fn on_wire(read: Read, then: Then, fate: Fate) -> Ending {
    Ending {
        wire: Some((read, then)),
        fate,
    }
}

const fn answers(bytes: usize, stalls: bool, fate: Fate) -> Ending {
    on_wire(Read::All, Then::Answer { bytes, stalls }, fate)
}

const fn lost(commit: bool) -> Fate {
    Fate::Lost {
        commit,
        late: false,
    }
}

const fn stalled(commit: bool) -> Fate {
    Fate::Stalled {
        commit,
        late: false,
    }
}

/// Byte 17 is in the status line, 60 in the head, and 150 in the body of a 201.
pub(super) const ENDINGS: [Ending; 22] = [
    Ending {
        wire: None,
        fate: Fate::NeverSent,
    },
    on_wire(Read::HalfOfTheHead, Then::Close, lost(false)),
    on_wire(Read::HalfOfTheHead, Then::Reset, lost(false)),
    on_wire(Read::TheHead, Then::Reset, lost(false)),
    on_wire(Read::HalfOfTheBody, Then::Close, lost(false)),
    on_wire(Read::HalfOfTheBody, Then::Reset, lost(false)),
    on_wire(Read::All, Then::Close, lost(true)),
    on_wire(Read::All, Then::Reset, lost(true)),
    on_wire(Read::Nothing, Then::Stall, stalled(false)),
    on_wire(Read::All, Then::Stall, stalled(true)),
    answers(17, false, lost(true)),
    answers(60, false, lost(true)),
    answers(60, true, stalled(true)),
    answers(150, false, Fate::Cut),
    answers(150, true, Fate::Trickle),
    answers(WHOLE, false, Fate::Answered),
    answers(WHOLE, false, Fate::TooLarge),
    answers(WHOLE, false, Fate::RateLimited { asks: false }),
    answers(WHOLE, false, Fate::TurnedDown { status: 403 }),
    answers(WHOLE, false, gateway(503)),
    answers(WHOLE, false, odd(303)),
    answers(WHOLE, false, odd(520)),
];

const fn gateway(status: u16) -> Fate {
    Fate::Gateway {
        status,
        commit: true,
        asks: false,
    }
}

const fn odd(status: u16) -> Fate {
    Fate::Odd {
        status,
        commit: true,
    }
}

/// Returns the full answer of an ending.
fn answer(ending: &Ending, free: bool) -> Vec<u8> {
    let (status, length) = match ending.fate {
        Fate::RateLimited { .. } => (429, 0),
        Fate::TurnedDown { status } | Fate::Gateway { status, .. } | Fate::Odd { status, .. } => {
            (status, 0)
        }
        Fate::TooLarge => (if free { 201 } else { 409 }, 2 * LIMIT),
        _ => (if free { 201 } else { 409 }, LIMIT / 2),
    };
    let head =
        format!("HTTP/1.1 {status} Said\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    [head.into_bytes(), vec![b' '; length]].concat()
}

fn commits(fate: Fate) -> bool {
    match fate {
        Fate::Answered | Fate::Cut | Fate::Trickle | Fate::TooLarge => true,
        Fate::Lost { commit, .. }
        | Fate::Stalled { commit, .. }
        | Fate::Gateway { commit, .. }
        | Fate::Odd { commit, .. } => commit,
        _ => false,
    }
}

/// A server that follows a script, and the state of the account.
pub(super) struct Server {
    pub(super) script: Vec<Ending>,
    pub(super) held: bool,
    pub(super) commits: u32,
}

impl Server {
    pub(super) async fn serve(&mut self, listener: TcpListener) -> Infallible {
        for ending in std::mem::take(&mut self.script) {
            let Some((read, then)) = ending.wire else {
                continue;
            };
            let (mut stream, _) = listener.accept().await.unwrap();
            read_so_far(&mut stream, read).await;
            let free = !self.held;
            if commits(ending.fate) && free {
                self.held = true;
                self.commits += 1;
            }
            match then {
                Then::Close => {}
                Then::Reset => stream.set_zero_linger().unwrap(),
                Then::Stall => time_is_up(stream).await,
                Then::Answer { bytes, stalls } => {
                    let answer = answer(&ending, free);
                    stream
                        .write_all(&answer[..bytes.min(answer.len())])
                        .await
                        .unwrap();
                    if stalls {
                        time_is_up(stream).await;
                    }
                }
            }
        }
        std::future::pending().await
    }
}

/// Reads byte by byte, because a close with unread bytes becomes a reset.
async fn read_so_far(stream: &mut TcpStream, read: Read) {
    let (mut head, mut byte) = (Vec::new(), [0]);
    let enough = |head: &[u8]| match read {
        Read::Nothing => true,
        Read::HalfOfTheHead => head.len() == 60,
        Read::TheHead | Read::HalfOfTheBody | Read::All => head.ends_with(b"\r\n\r\n"),
    };
    while !enough(&head) {
        stream.read_exact(&mut byte).await.unwrap();
        head.extend(byte);
    }
    let length = BODY.len();
    let more = match read {
        Read::HalfOfTheBody => length / 2,
        Read::All => length,
        _ => 0,
    };
    stream.read_exact(&mut vec![0; more]).await.unwrap();
}

/// Lets the attempt's time pass, once the client waits for more.
async fn time_is_up(stream: TcpStream) {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
    advance(ATTEMPT).await;
    drop(stream);
}

/// How long an attempt may take.
pub(super) const ATTEMPT: Duration = Duration::from_secs(10);
pub(super) const BODY: &str =
    r#"{"data":{"attributes":{"api_key":"k3y"},"type":"statuspage-account"}}"#;
