// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

pub mod operations {
    //! [`When`](::httpmock::When) and [`Then`](::httpmock::Then)
    //! wrappers for each operation. Each can be converted to
    //! its inner type with a call to `into_inner()`. This can
    //! be used to explicitly deviate from permitted values.
    use datadog_statuspage_api::*;
    pub struct DeleteThingWhen(::httpmock::When);
    impl DeleteThingWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::DELETE)
                    .path_matches(regex::Regex::new("^/things/[^/]*$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn thing_id(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!("^/things/{}$", value.to_string()))
                .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct DeleteThingThen(::httpmock::Then);
    impl DeleteThingThen {
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
    pub struct UpdateThingWhen(::httpmock::When);
    impl UpdateThingWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PATCH)
                    .path_matches(regex::Regex::new("^/things/[^/]*$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn thing_id(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!("^/things/{}$", value.to_string()))
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn body(self, value: &types::Thing) -> Self {
            Self(self.0.json_body(crate::as_sent(value)))
        }
    }
    pub struct UpdateThingThen(::httpmock::Then);
    impl UpdateThingThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::Thing) -> Self {
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
    fn delete_thing<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::DeleteThingWhen, operations::DeleteThingThen);
    fn update_thing<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::UpdateThingWhen, operations::UpdateThingThen);
}
impl MockServerExt for ::httpmock::MockServer {
    fn delete_thing<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::DeleteThingWhen, operations::DeleteThingThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::DeleteThingWhen::new(when),
                operations::DeleteThingThen::new(then),
            )
        })
    }
    fn update_thing<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::UpdateThingWhen, operations::UpdateThingThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::UpdateThingWhen::new(when),
                operations::UpdateThingThen::new(then),
            )
        })
    }
}
