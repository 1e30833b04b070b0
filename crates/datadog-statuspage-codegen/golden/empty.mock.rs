// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

pub mod operations {
    //! [`When`](::httpmock::When) and [`Then`](::httpmock::Then)
    //! wrappers for each operation. Each can be converted to
    //! its inner type with a call to `into_inner()`. This can
    //! be used to explicitly deviate from permitted values.
    use datadog_statuspage_api::*;
    pub struct PutFourWhen(::httpmock::When);
    impl PutFourWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PUT)
                    .path_matches(
                        regex::Regex::new("^/a/[^/]*/b/[^/]*/c/[^/]*/[^/]*$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn first(self, value: i64) -> Self {
            let re = regex::Regex::new(
                    &format!("^/a/{}/b/.*/c/.*/.*$", value.to_string()),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn second(self, value: &types::Second) -> Self {
            let re = regex::Regex::new(
                    &format!("^/a/.*/b/{}/c/.*/.*$", value.to_string()),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn third(self, value: i32) -> Self {
            let re = regex::Regex::new(
                    &format!("^/a/.*/b/.*/c/{}/.*$", value.to_string()),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn fourth(self, value: &types::FourthId) -> Self {
            let re = regex::Regex::new(
                    &format!("^/a/.*/b/.*/c/.*/{}$", value.to_string()),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct PutFourThen(::httpmock::Then);
    impl PutFourThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn no_content(self) -> Self {
            Self(self.0.status(204u16))
        }
        pub fn not_found(self) -> Self {
            Self(self.0.status(404u16))
        }
        pub fn too_many_requests(self) -> Self {
            Self(self.0.status(429u16))
        }
    }
    pub struct PostFourWhen(::httpmock::When);
    impl PostFourWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(
                        regex::Regex::new("^/a/[^/]*/b/[^/]*/c/[^/]*/[^/]*$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn first(self, value: &str) -> Self {
            let re = regex::Regex::new(
                    &format!("^/a/{}/b/.*/c/.*/.*$", value.to_string()),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn second(self, value: &types::Second) -> Self {
            let re = regex::Regex::new(
                    &format!("^/a/.*/b/{}/c/.*/.*$", value.to_string()),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn third(self, value: i32) -> Self {
            let re = regex::Regex::new(
                    &format!("^/a/.*/b/.*/c/{}/.*$", value.to_string()),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn fourth(self, value: &types::FourthId) -> Self {
            let re = regex::Regex::new(
                    &format!("^/a/.*/b/.*/c/.*/{}$", value.to_string()),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct PostFourThen(::httpmock::Then);
    impl PostFourThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn no_content(self) -> Self {
            Self(self.0.status(204u16))
        }
        pub fn too_many_requests(self) -> Self {
            Self(self.0.status(429u16))
        }
    }
    pub struct DeleteAWhen(::httpmock::When);
    impl DeleteAWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::DELETE)
                    .path_matches(regex::Regex::new("^/a$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
    }
    pub struct DeleteAThen(::httpmock::Then);
    impl DeleteAThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn reset_content(self) -> Self {
            Self(self.0.status(205u16))
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
    fn put_four<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PutFourWhen, operations::PutFourThen);
    fn post_four<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PostFourWhen, operations::PostFourThen);
    fn delete_a<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::DeleteAWhen, operations::DeleteAThen);
}
impl MockServerExt for ::httpmock::MockServer {
    fn put_four<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PutFourWhen, operations::PutFourThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::PutFourWhen::new(when),
                operations::PutFourThen::new(then),
            )
        })
    }
    fn post_four<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PostFourWhen, operations::PostFourThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::PostFourWhen::new(when),
                operations::PostFourThen::new(then),
            )
        })
    }
    fn delete_a<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::DeleteAWhen, operations::DeleteAThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::DeleteAWhen::new(when),
                operations::DeleteAThen::new(then),
            )
        })
    }
}
