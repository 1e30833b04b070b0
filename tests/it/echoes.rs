//! What a server may repeat of a key, and everything that an error prints.

use std::error::Error as _;

use datadog_statuspage::Error;

/// The forms in which a server may repeat a key.
pub(crate) fn forms(key: &str) -> Vec<String> {
    let percent = |keep: &str, upper: bool| -> String {
        key.bytes()
            .map(|byte| match byte {
                byte if byte.is_ascii_alphanumeric() || keep.as_bytes().contains(&byte) => {
                    char::from(byte).to_string()
                }
                byte if upper => format!("%{byte:02X}"),
                byte => format!("%{byte:02x}"),
            })
            .collect()
    };
    let references =
        |form: fn(u32) -> String| -> String { key.chars().map(|c| form(u32::from(c))).collect() };
    let trimmed = |text: String| text[1..text.len() - 1].to_owned();
    vec![
        key.to_owned(),
        trimmed(format!("{key:?}")),
        trimmed(serde_json::to_string(key).unwrap()),
        percent("", true),
        percent("", false),
        percent("-_.~", true),
        percent("-_.~", false),
        percent("-_.~!'()*", true),
        key.to_ascii_lowercase(),
        base64(key, b"+/"),
        base64(key, b"-_"),
        references(|code| format!("&#{code};")),
        references(|code| format!("&#x{code:04X};")),
        key.replace('"', "&#34;").replace('/', "&#x2f;"),
    ]
}

/// Without padding, which searches would have to ignore.
fn base64(text: &str, last_two: &[u8; 2]) -> String {
    let alphabet: Vec<u8> = (b'A'..=b'Z')
        .chain(b'a'..=b'z')
        .chain(b'0'..=b'9')
        .chain(*last_two)
        .collect();
    let bits: String = text.bytes().map(|byte| format!("{byte:08b}")).collect();
    bits.as_bytes()
        .chunks(6)
        .map(|six| {
            let six = format!("{:0<6}", std::str::from_utf8(six).unwrap());
            char::from(alphabet[usize::from_str_radix(&six, 2).unwrap()])
        })
        .collect()
}

/// Returns answers of failures that repeat a text: status, headers and body.
#[rustfmt::skip]
pub(crate) fn echoing(echo: &str) -> [(&'static str, String, String); 11] {
    let quoted = serde_json::to_string(echo).unwrap();
    let none = String::new;
    [
        ("400 Bad Request", none(), format!(r#"{{"errors":[{quoted},{{"title":{quoted}}}]}}"#)),
        ("400 Bad Request", none(), format!(r#"{{"errors":{{{quoted}:{quoted}}}}}"#)),
        ("403 Forbidden", none(), format!("<title>{echo}</title>")),
        ("500 Internal Server Error", none(), echo.to_owned()),
        ("501 Not Implemented", none(), format!("it says {echo}")),
        ("201 Created", none(), quoted.clone()),
        ("201 Created", none(), format!(r#"{{"data":{{"type":{quoted}}}}}"#)),
        ("201 Created", none(), format!(r#"{{"data":{{"type":"x","attributes":{quoted}}}}}"#)),
        ("302 Found", format!("location: /?{echo}\r\n"), none()),
        ("302 Found", format!("location: https://{echo}.example/{echo}\r\n"), none()),
        ("429 Too Many Requests", format!("x-ratelimit-name: {echo}\r\nretry-after: {echo}\r\n"), none()),
    ]
}

pub(crate) fn everything(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}\n");
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!("{error} {error:?} {error:#?}\n"));
        cause = error.source();
    }
    for attempt in error.attempts() {
        text.push_str(&format!("{attempt} {attempt:?}\n"));
    }
    let (messages, limit, stop) = (error.messages(), error.rate_limit(), error.stop_reason());
    text + &format!("{messages:?} {limit:?} {stop:?}\n")
}
