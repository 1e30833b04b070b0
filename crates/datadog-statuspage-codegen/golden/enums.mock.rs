// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

pub mod operations {
    //! [`When`](::httpmock::When) and [`Then`](::httpmock::Then)
    //! wrappers for each operation. Each can be converted to
    //! its inner type with a call to `into_inner()`. This can
    //! be used to explicitly deviate from permitted values.
    use datadog_statuspage_api::*;
    pub struct GetOddWhen(::httpmock::When);
    impl GetOddWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/odd/[^/]*/[^/]*$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn odd(self, value: &types::Odd) -> Self {
            let re = regex::Regex::new(&format!("^/odd/{}/.*$", value.to_string()))
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn other(self, value: &types::Other) -> Self {
            let re = regex::Regex::new(&format!("^/odd/.*/{}$", value.to_string()))
                .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct GetOddThen(::httpmock::Then);
    impl GetOddThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::OddList) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn too_many_requests(self) -> Self {
            Self(self.0.status(429u16))
        }
    }
}
/// An extension trait for [`MockServer`](::httpmock::MockServer) that
/// adds a method for each operation. These are the equivalent of
/// type-checked [`mock()`](::httpmock::MockServer::mock) calls.
pub trait MockServerExt {
    fn get_odd<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetOddWhen, operations::GetOddThen);
}
impl MockServerExt for ::httpmock::MockServer {
    fn get_odd<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetOddWhen, operations::GetOddThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::GetOddWhen::new(when),
                operations::GetOddThen::new(then),
            )
        })
    }
}
