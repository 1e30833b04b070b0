//! A proxy that records requests and refuses them.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub(crate) struct Proxy {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// Starts one that speaks HTTP.
    pub(crate) fn start() -> Self {
        Self::run(http)
    }

    /// Starts one that speaks SOCKS 5.
    pub(crate) fn start_socks() -> Self {
        Self::run(socks)
    }

    fn run(refuse: fn(TcpStream, &Mutex<Vec<String>>) -> io::Result<()>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let _ = refuse(stream.unwrap(), &log);
            }
        });
        Self { address, asked }
    }

    /// Returns its host and port.
    pub(crate) fn address(&self) -> String {
        self.address.to_string()
    }

    /// Returns the first line of each request, or the host of each SOCKS request.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn http(stream: TcpStream, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.read_line(&mut line)?;
    asked.lock().unwrap().push(line.trim_end().to_owned());
    while stream.read_line(&mut line)? > 2 {}
    stream
        .get_mut()
        .write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n")
}

/// Speaks SOCKS 5 (RFC 1928): a greeting, and then the address to connect to.
fn socks(mut stream: TcpStream, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut head = [0; 2];
    stream.read_exact(&mut head)?;
    stream.read_exact(&mut vec![0; head[1].into()])?;
    stream.write_all(&[5, 0])?;
    let mut request = [0; 5];
    stream.read_exact(&mut request)?;
    let mut host = vec![0; request[4].into()];
    stream.read_exact(&mut host)?;
    stream.read_exact(&mut [0; 2])?;
    asked.lock().unwrap().push(String::from_utf8(host).unwrap());
    // The code for "not allowed".
    stream.write_all(&[5, 2, 0, 1, 0, 0, 0, 0, 0, 0])
}
