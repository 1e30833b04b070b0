use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::types::StatuspageUrlSettingId;
use crate::{Answer, Requests};

#[cfg(feature = "build-codegen")]
#[test]
fn the_build_script_generates_what_is_checked_in() {
    let built = include_str!(concat!(env!("OUT_DIR"), "/generated.rs"));
    let checked_in = include_str!("generated.rs");
    assert!(
        built == checked_in,
        "src/generated.rs is stale: run `cargo xtask codegen`"
    );
}

#[test]
fn a_length_is_checked_where_it_is_sent_and_not_where_it_is_received() {
    let long = "1".repeat(101);
    assert!(long.parse::<StatuspageUrlSettingId>().is_err());
    assert!(StatuspageUrlSettingId::try_from("").is_err());
    for id in [long, String::new()] {
        let prepared = Requests::new("https://h.example").list_statuspage_url_settings();
        let prepared = prepared.unwrap();
        let body = format!(
            r#"{{"data":[{{"attributes":{{}},"id":"{id}","type":"statuspage-url-setting"}}]}}"#
        );
        let answer = Answer {
            status: prepared.success,
            headers: HeaderMap::new(),
            body: body.into(),
        };
        let settings = (prepared.read)(answer).unwrap().into_inner();
        assert_eq!(*settings.data[0].id, id);
    }
}

#[test]
fn an_id_of_an_answer_that_names_nothing_is_not_sent() {
    let id: StatuspageUrlSettingId = serde_json::from_str(r#""""#).unwrap();
    let requests = Requests::new("https://h.example");
    let error = requests.delete_statuspage_url_setting(&id).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the request can't be built: a parameter of its path is empty"
    );
}

#[test]
fn each_operation_says_its_success() {
    let requests = Requests::new("https://h.example");
    let deleted = requests.delete_statuspage_account().unwrap();
    assert_eq!(deleted.success, StatusCode::NO_CONTENT);
    let headers = deleted.request.headers;
    assert_eq!(headers.len(), 1);
    assert_eq!(headers[0].0, "accept");
}
