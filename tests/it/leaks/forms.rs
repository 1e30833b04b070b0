//! The forms in which a server may repeat a key.

pub(super) fn forms(key: &str) -> Vec<String> {
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
