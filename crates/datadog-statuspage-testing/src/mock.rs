// @generated from spec/statuspage.yaml by `cargo xtask codegen`: edit that file and run this command.

pub mod operations {
    //! [`When`](::httpmock::When) and [`Then`](::httpmock::Then)
    //! wrappers for each operation. Each can be converted to
    //! its inner type with a call to `into_inner()`. This can
    //! be used to explicitly deviate from permitted values.
    use datadog_statuspage_api::*;
    pub struct GetStatuspageAccountWhen(::httpmock::When);
    impl GetStatuspageAccountWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(
                        regex::Regex::new("^/api/v2/integration/statuspage/account$")
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
    }
    pub struct GetStatuspageAccountThen(::httpmock::Then);
    impl GetStatuspageAccountThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::StatuspageAccountResponse) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn forbidden(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn not_found(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn too_many_requests(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
    }
    pub struct CreateStatuspageAccountWhen(::httpmock::When);
    impl CreateStatuspageAccountWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(
                        regex::Regex::new("^/api/v2/integration/statuspage/account$")
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &types::StatuspageAccountCreateRequest) -> Self {
            Self(self.0.json_body(crate::as_sent(value)))
        }
    }
    pub struct CreateStatuspageAccountThen(::httpmock::Then);
    impl CreateStatuspageAccountThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn created(self, value: &types::StatuspageAccountResponse) -> Self {
            Self(
                self
                    .0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn bad_request(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn forbidden(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn conflict(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn too_many_requests(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
    }
    pub struct DeleteStatuspageAccountWhen(::httpmock::When);
    impl DeleteStatuspageAccountWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::DELETE)
                    .path_matches(
                        regex::Regex::new("^/api/v2/integration/statuspage/account$")
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
    }
    pub struct DeleteStatuspageAccountThen(::httpmock::Then);
    impl DeleteStatuspageAccountThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn no_content(self) -> Self {
            Self(self.0.status(204u16))
        }
        pub fn bad_request(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn forbidden(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn not_found(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn too_many_requests(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
    }
    pub struct UpdateStatuspageAccountWhen(::httpmock::When);
    impl UpdateStatuspageAccountWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PATCH)
                    .path_matches(
                        regex::Regex::new("^/api/v2/integration/statuspage/account$")
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &types::StatuspageAccountUpdateRequest) -> Self {
            Self(self.0.json_body(crate::as_sent(value)))
        }
    }
    pub struct UpdateStatuspageAccountThen(::httpmock::Then);
    impl UpdateStatuspageAccountThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::StatuspageAccountResponse) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn bad_request(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn forbidden(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn not_found(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn too_many_requests(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
    }
    pub struct ListStatuspageUrlSettingsWhen(::httpmock::When);
    impl ListStatuspageUrlSettingsWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(
                        regex::Regex::new(
                                "^/api/v2/integration/statuspage/url_settings$",
                            )
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
    }
    pub struct ListStatuspageUrlSettingsThen(::httpmock::Then);
    impl ListStatuspageUrlSettingsThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::StatuspageUrlSettingsResponse) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn forbidden(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn not_found(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn too_many_requests(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
    }
    pub struct CreateStatuspageUrlSettingWhen(::httpmock::When);
    impl CreateStatuspageUrlSettingWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(
                        regex::Regex::new(
                                "^/api/v2/integration/statuspage/url_settings$",
                            )
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &types::StatuspageUrlSettingCreateRequest) -> Self {
            Self(self.0.json_body(crate::as_sent(value)))
        }
    }
    pub struct CreateStatuspageUrlSettingThen(::httpmock::Then);
    impl CreateStatuspageUrlSettingThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn created(self, value: &types::StatuspageUrlSettingResponse) -> Self {
            Self(
                self
                    .0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn bad_request(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn forbidden(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn conflict(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn too_many_requests(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
    }
    pub struct DeleteStatuspageUrlSettingWhen(::httpmock::When);
    impl DeleteStatuspageUrlSettingWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::DELETE)
                    .path_matches(
                        regex::Regex::new(
                                "^/api/v2/integration/statuspage/url_settings/[^/]*$",
                            )
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn statuspage_url_setting_id(
            self,
            value: &types::StatuspageUrlSettingId,
        ) -> Self {
            let re = regex::Regex::new(
                    &format!(
                        "^/api/v2/integration/statuspage/url_settings/{}$", value
                        .to_string()
                    ),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct DeleteStatuspageUrlSettingThen(::httpmock::Then);
    impl DeleteStatuspageUrlSettingThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn no_content(self) -> Self {
            Self(self.0.status(204u16))
        }
        pub fn bad_request(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn forbidden(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn not_found(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn too_many_requests(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
    }
    pub struct UpdateStatuspageUrlSettingWhen(::httpmock::When);
    impl UpdateStatuspageUrlSettingWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PATCH)
                    .path_matches(
                        regex::Regex::new(
                                "^/api/v2/integration/statuspage/url_settings/[^/]*$",
                            )
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn statuspage_url_setting_id(
            self,
            value: &types::StatuspageUrlSettingId,
        ) -> Self {
            let re = regex::Regex::new(
                    &format!(
                        "^/api/v2/integration/statuspage/url_settings/{}$", value
                        .to_string()
                    ),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn body(self, value: &types::StatuspageUrlSettingUpdateRequest) -> Self {
            Self(self.0.json_body(crate::as_sent(value)))
        }
    }
    pub struct UpdateStatuspageUrlSettingThen(::httpmock::Then);
    impl UpdateStatuspageUrlSettingThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::StatuspageUrlSettingResponse) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn bad_request(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn forbidden(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn not_found(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn conflict(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
        pub fn too_many_requests(self, value: &types::ApiErrorResponse) -> Self {
            Self(
                self
                    .0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body(crate::as_sent(value)),
            )
        }
    }
}
/// An extension trait for [`MockServer`](::httpmock::MockServer) that
/// adds a method for each operation. These are the equivalent of
/// type-checked [`mock()`](::httpmock::MockServer::mock) calls.
pub trait MockServerExt {
    fn get_statuspage_account<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::GetStatuspageAccountWhen,
            operations::GetStatuspageAccountThen,
        );
    fn create_statuspage_account<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::CreateStatuspageAccountWhen,
            operations::CreateStatuspageAccountThen,
        );
    fn delete_statuspage_account<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::DeleteStatuspageAccountWhen,
            operations::DeleteStatuspageAccountThen,
        );
    fn update_statuspage_account<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::UpdateStatuspageAccountWhen,
            operations::UpdateStatuspageAccountThen,
        );
    fn list_statuspage_url_settings<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::ListStatuspageUrlSettingsWhen,
            operations::ListStatuspageUrlSettingsThen,
        );
    fn create_statuspage_url_setting<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::CreateStatuspageUrlSettingWhen,
            operations::CreateStatuspageUrlSettingThen,
        );
    fn delete_statuspage_url_setting<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::DeleteStatuspageUrlSettingWhen,
            operations::DeleteStatuspageUrlSettingThen,
        );
    fn update_statuspage_url_setting<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::UpdateStatuspageUrlSettingWhen,
            operations::UpdateStatuspageUrlSettingThen,
        );
}
impl MockServerExt for ::httpmock::MockServer {
    fn get_statuspage_account<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::GetStatuspageAccountWhen,
            operations::GetStatuspageAccountThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::GetStatuspageAccountWhen::new(when),
                operations::GetStatuspageAccountThen::new(then),
            )
        })
    }
    fn create_statuspage_account<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::CreateStatuspageAccountWhen,
            operations::CreateStatuspageAccountThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::CreateStatuspageAccountWhen::new(when),
                operations::CreateStatuspageAccountThen::new(then),
            )
        })
    }
    fn delete_statuspage_account<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::DeleteStatuspageAccountWhen,
            operations::DeleteStatuspageAccountThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::DeleteStatuspageAccountWhen::new(when),
                operations::DeleteStatuspageAccountThen::new(then),
            )
        })
    }
    fn update_statuspage_account<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::UpdateStatuspageAccountWhen,
            operations::UpdateStatuspageAccountThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::UpdateStatuspageAccountWhen::new(when),
                operations::UpdateStatuspageAccountThen::new(then),
            )
        })
    }
    fn list_statuspage_url_settings<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::ListStatuspageUrlSettingsWhen,
            operations::ListStatuspageUrlSettingsThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ListStatuspageUrlSettingsWhen::new(when),
                operations::ListStatuspageUrlSettingsThen::new(then),
            )
        })
    }
    fn create_statuspage_url_setting<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::CreateStatuspageUrlSettingWhen,
            operations::CreateStatuspageUrlSettingThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::CreateStatuspageUrlSettingWhen::new(when),
                operations::CreateStatuspageUrlSettingThen::new(then),
            )
        })
    }
    fn delete_statuspage_url_setting<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::DeleteStatuspageUrlSettingWhen,
            operations::DeleteStatuspageUrlSettingThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::DeleteStatuspageUrlSettingWhen::new(when),
                operations::DeleteStatuspageUrlSettingThen::new(then),
            )
        })
    }
    fn update_statuspage_url_setting<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::UpdateStatuspageUrlSettingWhen,
            operations::UpdateStatuspageUrlSettingThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::UpdateStatuspageUrlSettingWhen::new(when),
                operations::UpdateStatuspageUrlSettingThen::new(then),
            )
        })
    }
}
