// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

pub mod operations {
    //! [`When`](::httpmock::When) and [`Then`](::httpmock::Then)
    //! wrappers for each operation. Each can be converted to
    //! its inner type with a call to `into_inner()`. This can
    //! be used to explicitly deviate from permitted values.
    use datadog_statuspage_api::*;
    pub struct GetMergedWhen(::httpmock::When);
    impl GetMergedWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/merged$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
    }
    pub struct GetMergedThen(::httpmock::Then);
    impl GetMergedThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::Merged) -> Self {
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
    fn get_merged<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetMergedWhen, operations::GetMergedThen);
}
impl MockServerExt for ::httpmock::MockServer {
    fn get_merged<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetMergedWhen, operations::GetMergedThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::GetMergedWhen::new(when),
                operations::GetMergedThen::new(then),
            )
        })
    }
}
