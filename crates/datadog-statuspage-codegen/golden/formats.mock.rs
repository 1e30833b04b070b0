// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

pub mod operations {
    //! [`When`](::httpmock::When) and [`Then`](::httpmock::Then)
    //! wrappers for each operation. Each can be converted to
    //! its inner type with a call to `into_inner()`. This can
    //! be used to explicitly deviate from permitted values.
    use datadog_statuspage_api::*;
    pub struct PutFormatsWhen(::httpmock::When);
    impl PutFormatsWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PUT)
                    .path_matches(regex::Regex::new("^/formats$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &types::Formats) -> Self {
            Self(self.0.json_body(crate::as_sent(value)))
        }
    }
    pub struct PutFormatsThen(::httpmock::Then);
    impl PutFormatsThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn accepted(self, value: &types::Formats) -> Self {
            Self(
                self
                    .0
                    .status(202u16)
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
    fn put_formats<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PutFormatsWhen, operations::PutFormatsThen);
}
impl MockServerExt for ::httpmock::MockServer {
    fn put_formats<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PutFormatsWhen, operations::PutFormatsThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::PutFormatsWhen::new(when),
                operations::PutFormatsThen::new(then),
            )
        })
    }
}
