#![no_main]

use datadog_statuspage::fuzzing;
use libfuzzer_sys::fuzz_target;
use reqwest::Url;

fuzz_target!(|text: &str| {
    if let Ok(base_url) = fuzzing::base_url(text) {
        let url = Url::parse(&base_url).unwrap();
        let host = url.host_str().unwrap();
        let loopback = host == "localhost" || host == "[::1]" || host.starts_with("127.");
        assert!(
            url.scheme() == "https" || (url.scheme() == "http" && loopback),
            "{base_url}"
        );
        assert!(url.username().is_empty() && url.password().is_none());
        assert!(url.query().is_none() && url.fragment().is_none());
        // What the generated client appends is a path on the same host.
        let call =
            Url::parse(&format!("{base_url}/api/v2/integration/statuspage/account")).unwrap();
        assert_eq!(
            (call.scheme(), call.host_str(), call.port()),
            (url.scheme(), url.host_str(), url.port())
        );
        assert!(
            call.path()
                .ends_with("/api/v2/integration/statuspage/account")
        );
    }
});
