//! What an error advises where the outcome is unknown.

use super::*;

#[test]
fn it_says_how_to_go_on_after_an_unknown_outcome() {
    for (operation, advice) in [
        (
            "create_statuspage_account",
            "call account().ensure next, which is safe in either case",
        ),
        (
            "url_settings.create",
            "call url_settings().ensure next, which is safe in either case",
        ),
        (
            "update_statuspage_url_setting",
            "safe to repeat: an update ends in the same state",
        ),
        (
            "delete_statuspage_account",
            "safe to repeat: NotFound then means that it is already deleted",
        ),
        (
            "another_operation",
            "check the Statuspage integration in Datadog before you repeat the call",
        ),
    ] {
        let mut error = error(ErrorKind::Transport, &[LOST]);
        error.operation = Some(operation);
        let text = Error::from(error).to_string();
        assert!(text.ends_with(advice), "{text}");
    }
}
