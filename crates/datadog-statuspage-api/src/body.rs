//! Request bodies, whose memory is wiped because they contain keys.

use std::{fmt, io};

use bytes::Bytes;
use serde::Serialize;
use zeroize::{Zeroize, Zeroizing};

use crate::secret::while_writing_a_request;

/// The error of a request that could not be written as JSON.
#[derive(Debug)]
pub struct BodyError(pub(crate) serde_json::Error);

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request can't be written as JSON")
    }
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// Serializes `value` to the JSON of a request, including the values of its secrets.
///
/// Until it returns, any [`Secret`](crate::Secret) that `value` serializes, with any serializer,
/// shows its value.
///
/// The memory behind the result is wiped when the last handle to it is dropped.
///
/// # Errors
/// `value` fails to serialize. Generated types never do.
pub fn request_json<T: Serialize + ?Sized>(value: &T) -> Result<Bytes, BodyError> {
    let mut buffer = WipingBuffer::default();
    while_writing_a_request(|| serde_json::to_writer(&mut buffer, value)).map_err(BodyError)?;
    Ok(Bytes::from_owner(Zeroizing::new(std::mem::take(
        &mut buffer.0,
    ))))
}

/// A vector that wipes the memory it grows out of.
#[derive(Default)]
struct WipingBuffer(Vec<u8>);

impl WipingBuffer {
    #[cold]
    fn grow(&mut self, more: usize) {
        let needed = self.0.len().saturating_add(more);
        // 256 bytes fit every request of this API with the keys that Statuspage issues.
        let capacity = needed.max(self.0.capacity().saturating_mul(2)).max(256);
        let mut grown = Vec::with_capacity(capacity);
        grown.extend_from_slice(&self.0);
        std::mem::replace(&mut self.0, grown).zeroize();
    }
}

impl io::Write for WipingBuffer {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.0.capacity().saturating_sub(self.0.len()) {
            self.grow(bytes.len());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes).map(drop)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for WipingBuffer {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::secret::Secret;

    #[test]
    fn a_request_carries_its_secrets() {
        let body = request_json(&[Secret::from("a\"b"), Secret::from("c")]).unwrap();
        assert_eq!(&body[..], br#"["a\"b","c"]"#);
    }

    #[test]
    fn what_is_no_json_is_an_error_with_its_reason() {
        let keys = std::collections::HashMap::from([((1, 2), "x")]);
        let error = request_json(&keys).unwrap_err();
        assert_eq!(error.to_string(), "the request can't be written as JSON");
        let source = std::error::Error::source(&error).unwrap();
        assert_eq!(source.to_string(), "key must be a string");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_buffer_leaves_nothing_behind() {
        use std::io::{Read, Seek, SeekFrom};

        let mut memory = std::fs::File::open("/proc/self/mem").unwrap();
        let mut count = |address: u64| {
            let mut read = [0; 200];
            memory.seek(SeekFrom::Start(address)).unwrap();
            memory.read_exact(&mut read).unwrap();
            read.iter().filter(|byte| **byte == 0xA7).count()
        };
        let mut buffer = WipingBuffer::default();
        buffer.write_all(&[0xA7; 200]).unwrap();
        let small = buffer.0.as_ptr() as u64;
        assert_eq!(count(small), 200);
        buffer.write_all(&[0xA7; 200]).unwrap();
        let large = buffer.0.as_ptr() as u64;
        assert_eq!(count(large), 200);
        drop(buffer);
        // Another thread may have it by now, but hardly with such bytes.
        assert!(count(small) < 20 && count(large) < 20);
    }

    #[test]
    fn the_buffer_grows_without_losing_a_byte() {
        let mut buffer = WipingBuffer::default();
        let expected: Vec<u8> = (0..10_000u32).map(|n| n as u8).collect();
        for piece in expected.chunks(37) {
            buffer.write_all(piece).unwrap();
        }
        assert_eq!(buffer.0, expected);
    }
}
