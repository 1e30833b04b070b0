//! A request that is sent while its attempt is abandoned.

use loom::thread;

use crate::sent::Sent;

/// Whichever comes first, the other one sees it: a request that is sent is never reported as
/// unsent.
pub fn sent_or_abandoned_and_never_both() {
    loom::model(|| {
        let sent = Sent::default();
        let connection = sent.clone();
        let left = thread::spawn(move || connection.send());
        let never_leaves = sent.abandon();
        assert_ne!(left.join().unwrap(), never_leaves);
        assert_eq!(sent.is_abandoned(), never_leaves);
    });
}

/// A connection asks more than once: for the head, and for the body.
pub fn what_was_said_once_stays_so() {
    loom::model(|| {
        let sent = Sent::default();
        let connection = sent.clone();
        let asked = thread::spawn(move || (connection.send(), connection.send()));
        let never_leaves = sent.abandon();
        let (head, body) = asked.join().unwrap();
        assert_eq!((head, body), (!never_leaves, !never_leaves));
    });
}
