//! Calls that are rejected before a byte is sent.

use std::time::Duration;

use datadog_statuspage::{
    Client, ClientBuilder, Credentials, ErrorKind, Outcome, Site, Tags, UrlSettingChange,
    UrlSettingId,
};

use crate::fixtures::{PAGE, web};
use crate::raw_server::{RawServer, json};
use crate::support::{builder, credentials, ends_as, http, once, simulator};

#[test]
fn a_blank_key_is_no_key() {
    for (api_key, app_key) in [("", "app"), ("api", ""), ("  ", "app"), ("api", " ")] {
        let error = Credentials::keys(api_key, app_key).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains("key is empty"), "{error}");
    }
}

#[tokio::test]
async fn what_can_not_be_sent_is_refused_before_sending() {
    let datadog = simulator().await;
    let settings = once(datadog.base_url()).url_settings();
    // In a path, these would point to another resource.
    for id in ["", ".", "..", "a/b", "..\\..\\account", &"x".repeat(101)] {
        assert_eq!(
            id.parse::<UrlSettingId>().unwrap_err().kind(),
            ErrorKind::Config,
            "{id}"
        );
    }
    for id in ["a b", "a%2Fb", "a?b#c", "é", "a\n"] {
        let error = settings.delete(&id.parse().unwrap()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{id}");
    }
    for request in datadog.requests() {
        assert!(
            request
                .path()
                .starts_with("/api/v2/integration/statuspage/url_settings/"),
            "{request:?}"
        );
    }
    assert!(Tags::new(Vec::<String>::new()).is_err());
    for blank in ["", " ", "\u{a0}", "a\nb"] {
        assert!(Tags::new([blank]).is_err(), "{blank:?}");
    }
    assert!(Tags::new(["a", "b,c"]).is_err());
    assert!("a,,b".parse::<Tags>().is_err());
}

#[tokio::test]
async fn a_call_that_never_began_names_no_operation() {
    let datadog = simulator().await;
    let client = once(datadog.base_url());
    let ensure = client.url_settings().ensure(PAGE, web());
    for error in [
        client
            .account()
            .get()
            .timeout(Duration::ZERO)
            .await
            .unwrap_err(),
        ensure.timeout(Duration::ZERO).await.unwrap_err(),
    ] {
        ends_as(&error, ErrorKind::Timeout, Outcome::NotApplied);
        assert_eq!((error.operation(), error.stop_reason()), (None, None));
        assert!(error.attempts().is_empty());
    }
    assert!(datadog.requests().is_empty());
}

#[tokio::test]
async fn an_id_from_a_hostile_answer_is_refused() {
    let answer =
        r#"{"data":{"id":"..\\..\\account","type":"statuspage-url-setting","attributes":{}}}"#;
    let server = RawServer::start([json("200 OK", "", answer)]).await;
    let settings = once(server.base_url()).url_settings();
    let change = UrlSettingChange::default().tags(web());
    let shown = settings.update(&"1".parse().unwrap(), change).await;
    assert_eq!(
        settings
            .delete(shown.unwrap().id())
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::Config
    );
    assert_eq!(server.received().len(), 1);
}

#[test]
fn plain_http_is_for_this_machine() {
    assert!(builder("http://127.0.0.1:8126").build().is_ok());
    for url in [
        "http://api.datadoghq.com",
        "http://192.168.0.1",
        "ws://127.0.0.1",
        "api.datadoghq.com",
        "",
    ] {
        assert_eq!(
            builder(url).build().unwrap_err().kind(),
            ErrorKind::Config,
            "{url}"
        );
    }
}

#[test]
fn the_last_of_site_and_base_url_counts() {
    // Without anything for https that this machine may lack, or name.
    let with = |builder: ClientBuilder| builder.http_client(http().build().unwrap());
    let client = with(Client::builder(credentials())).build().unwrap();
    assert_eq!(
        (client.site(), client.base_url()),
        (Some(Site::Us1), "https://api.datadoghq.com")
    );
    let client = with(builder("https://api.uk1.datadoghq.com/"));
    let client = client.build().unwrap();
    assert_eq!(
        (client.site(), client.base_url()),
        (None, "https://api.uk1.datadoghq.com")
    );
    let client = with(builder("nonsense")).site(Site::Us5).build().unwrap();
    assert_eq!(client.site(), Some(Site::Us5));
}

#[test]
fn public_types_go_where_programs_put_them() {
    fn shared<T: Clone + std::fmt::Debug + Send + Sync + 'static>() {}
    fn sent<T: Send + 'static>() {}
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    shared::<Client>();
    shared::<Site>();
    shared::<datadog_statuspage::Account>();
    shared::<datadog_statuspage::Credentials>();
    shared::<datadog_statuspage::RetryPolicy>();
    sent::<datadog_statuspage::Call<datadog_statuspage::Account>>();
    sent::<datadog_statuspage::CallFuture<datadog_statuspage::Account>>();
    error::<datadog_statuspage::Error>();
}
