// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

pub mod operations {
    //! [`When`](::httpmock::When) and [`Then`](::httpmock::Then)
    //! wrappers for each operation. Each can be converted to
    //! its inner type with a call to `into_inner()`. This can
    //! be used to explicitly deviate from permitted values.
    use datadog_statuspage_api::*;
    pub struct PostTextWhen(::httpmock::When);
    impl PostTextWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/texts$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &str) -> Self {
            Self(self.0.json_body(crate::as_sent(value)))
        }
    }
    pub struct PostTextThen(::httpmock::Then);
    impl PostTextThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::PlainInteger) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn too_many_requests(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
    }
    pub struct PostListWhen(::httpmock::When);
    impl PostListWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/lists$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &::std::vec::Vec<types::PlainText>) -> Self {
            Self(self.0.json_body(crate::as_sent(value)))
        }
    }
    pub struct PostListThen(::httpmock::Then);
    impl PostListThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(
            self,
            value: &::std::collections::HashMap<
                ::std::string::String,
                types::PlainNumber,
            >,
        ) -> Self {
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
    pub struct PutFlagWhen(::httpmock::When);
    impl PutFlagWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PUT)
                    .path_matches(regex::Regex::new("^/flags/[^/]*/[^/]*$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn flag(self, value: &types::PlainText) -> Self {
            let re = regex::Regex::new(&format!("^/flags/{}/.*$", value.to_string()))
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn number(self, value: &types::PlainInteger) -> Self {
            let re = regex::Regex::new(&format!("^/flags/.*/{}$", value.to_string()))
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn body(self, value: &types::PlainFlag) -> Self {
            Self(self.0.json_body(crate::as_sent(value)))
        }
    }
    pub struct PutFlagThen(::httpmock::Then);
    impl PutFlagThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::PlainMap) -> Self {
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
    fn post_text<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PostTextWhen, operations::PostTextThen);
    fn post_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PostListWhen, operations::PostListThen);
    fn put_flag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PutFlagWhen, operations::PutFlagThen);
}
impl MockServerExt for ::httpmock::MockServer {
    fn post_text<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PostTextWhen, operations::PostTextThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::PostTextWhen::new(when),
                operations::PostTextThen::new(then),
            )
        })
    }
    fn post_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PostListWhen, operations::PostListThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::PostListWhen::new(when),
                operations::PostListThen::new(then),
            )
        })
    }
    fn put_flag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PutFlagWhen, operations::PutFlagThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::PutFlagWhen::new(when),
                operations::PutFlagThen::new(then),
            )
        })
    }
}
