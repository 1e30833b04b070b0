//! A server that speaks just enough HTTP/2, frame by frame, to end requests as scripted.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What happens to a request.
#[derive(Debug, Clone)]
pub(crate) enum End {
    /// A complete answer.
    Answer(u16, &'static str),
    /// The head of an answer, and then a reset with this code.
    AnswerThenReset(u16, u32),
    /// A reset with this code, once the complete request has arrived.
    Reset(u32),
    /// The same, once its head has arrived, and before its body may have.
    ResetAtHead(u32),
    /// `GOAWAY` with this last stream and code; the connection is closed after it.
    GoAway(u32, u32),
    /// `GOAWAY` that doesn't affect the request's stream, which is then answered.
    GoAwayThenAnswer(u16, &'static str),
    /// Nothing, on a connection that stays open.
    Silence,
    /// The connection is closed.
    Close,
}

pub(crate) const NO_ERROR: u32 = 0;
pub(crate) const INTERNAL_ERROR: u32 = 2;
pub(crate) const REFUSED_STREAM: u32 = 7;
pub(crate) const CANCEL: u32 = 8;
pub(crate) const ENHANCE_YOUR_CALM: u32 = 11;

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;
const ACK: u8 = 1;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;
const PREFACE: usize = 24;

/// Type, flags, stream and payload.
type Frame = (u8, u8, u32, Vec<u8>);

pub(crate) struct RawHttp2 {
    address: SocketAddr,
    requests: Arc<Mutex<usize>>,
    task: tokio::task::JoinHandle<()>,
}

impl RawHttp2 {
    /// Ends the first request with the first end, and so on; the last one repeats.
    pub(crate) async fn start(ends: impl IntoIterator<Item = End>) -> Self {
        let ends: Arc<[End]> = ends.into_iter().collect();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(0));
        let count = Arc::clone(&requests);
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, Arc::clone(&ends), Arc::clone(&count)));
            }
        });
        Self {
            address,
            requests,
            task,
        }
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns how many requests there were.
    pub(crate) fn requests(&self) -> usize {
        *self.requests.lock().unwrap()
    }
}

impl Drop for RawHttp2 {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(
    mut stream: TcpStream,
    ends: Arc<[End]>,
    requests: Arc<Mutex<usize>>,
) -> io::Result<()> {
    stream.read_exact(&mut [0; PREFACE]).await?;
    write(&mut stream, (SETTINGS, 0, 0, Vec::new())).await?;
    let mut open = BTreeMap::new();
    loop {
        let (kind, flags, id, _) = read(&mut stream).await?;
        if kind == SETTINGS && flags & ACK == 0 {
            write(&mut stream, (SETTINGS, ACK, 0, Vec::new())).await?;
        }
        if kind == HEADERS {
            let mut count = requests.lock().unwrap();
            let end = ends.get(*count).or(ends.last()).unwrap().clone();
            *count += 1;
            open.insert(id, end);
        }
        let Some(end) = open.get(&id) else { continue };
        let whole = matches!(kind, DATA | HEADERS) && flags & END_STREAM != 0;
        let at_head = matches!(end, End::ResetAtHead(_));
        if whole || at_head {
            let end = open.remove(&id).unwrap();
            if finish(&mut stream, id, end).await? {
                return stream.shutdown().await;
            }
        }
    }
}

/// Ends a request, and returns whether the connection ends, too.
async fn finish(stream: &mut TcpStream, id: u32, end: End) -> io::Result<bool> {
    match end {
        End::Answer(status, body) => answer(stream, id, status, body).await?,
        End::AnswerThenReset(status, code) => {
            write(stream, (HEADERS, END_HEADERS, id, head(status))).await?;
            write(stream, (RST_STREAM, 0, id, code.to_be_bytes().to_vec())).await?;
        }
        End::Reset(code) | End::ResetAtHead(code) => {
            write(stream, (RST_STREAM, 0, id, code.to_be_bytes().to_vec())).await?;
        }
        End::GoAway(last, code) => {
            write(stream, (GOAWAY, 0, 0, go_away(last, code))).await?;
            return Ok(true);
        }
        End::GoAwayThenAnswer(status, body) => {
            write(stream, (GOAWAY, 0, 0, go_away(id, NO_ERROR))).await?;
            answer(stream, id, status, body).await?;
        }
        End::Silence => {}
        End::Close => return Ok(true),
    }
    Ok(false)
}

async fn answer(stream: &mut TcpStream, id: u32, status: u16, body: &str) -> io::Result<()> {
    write(stream, (HEADERS, END_HEADERS, id, head(status))).await?;
    write(stream, (DATA, END_STREAM, id, body.into())).await
}

fn go_away(last: u32, code: u32) -> Vec<u8> {
    [last.to_be_bytes(), code.to_be_bytes()].concat()
}

/// `:status` and `content-type`, as literals with names of HPACK's static table.
fn head(status: u16) -> Vec<u8> {
    let json = b"application/json";
    let mut block = vec![0x08, 3];
    block.extend_from_slice(status.to_string().as_bytes());
    block.extend_from_slice(&[0x0f, 0x10, json.len() as u8]);
    block.extend_from_slice(json);
    block
}

async fn write(stream: &mut TcpStream, (kind, flags, id, payload): Frame) -> io::Result<()> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend_from_slice(&[kind, flags]);
    frame.extend_from_slice(&id.to_be_bytes());
    frame.extend_from_slice(&payload);
    stream.write_all(&frame).await
}

async fn read(stream: &mut TcpStream) -> io::Result<Frame> {
    let mut head = [0; 9];
    stream.read_exact(&mut head).await?;
    let [a, b, c, kind, flags, id @ ..] = head;
    let mut payload = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
    stream.read_exact(&mut payload).await?;
    Ok((kind, flags, u32::from_be_bytes(id), payload))
}
