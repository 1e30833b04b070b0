//! Stand-ins for the rest of the library, and for Tokio.

/// A provider's credentials, whose contents don't matter.
#[derive(Debug, Default)]
pub struct Keys;

#[derive(Debug, Clone)]
pub struct Secret;

#[derive(Debug, Clone, Copy)]
pub enum CredentialKind {
    AccessToken,
}

pub type Source = Box<dyn std::error::Error + Send + Sync>;

impl Keys {
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        std::iter::empty()
    }

    pub(crate) fn kind(&self) -> CredentialKind {
        CredentialKind::AccessToken
    }
}

pub mod time {
    //! A clock that stands still.

    use std::time::Duration;

    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub struct Instant(Duration);

    impl Instant {
        pub fn now() -> Self {
            Self(Duration::ZERO)
        }

        pub fn checked_add(self, more: Duration) -> Option<Self> {
            self.0.checked_add(more).map(Self)
        }
    }
}

pub mod sync {
    //! A mutex that tasks wait for, like Tokio's.

    use std::future::poll_fn;
    use std::ops::{Deref, DerefMut};
    use std::sync::Mutex as Plain;
    use std::task::{Poll, Waker};

    #[derive(Debug, Default)]
    pub struct Mutex<T> {
        value: loom::sync::Mutex<T>,
        waiting: Plain<Vec<Waker>>,
    }

    pub struct Guard<'a, T> {
        value: Option<loom::sync::MutexGuard<'a, T>>,
        of: &'a Mutex<T>,
    }

    impl<T> Mutex<T> {
        pub async fn lock(&self) -> Guard<'_, T> {
            poll_fn(|context| {
                // Before the check, or a release between the two would go unnoticed.
                let waker = context.waker().clone();
                self.waiting.lock().unwrap().push(waker);
                match self.value.try_lock() {
                    Ok(value) => Poll::Ready(Guard {
                        value: Some(value),
                        of: self,
                    }),
                    Err(_) => Poll::Pending,
                }
            })
            .await
        }
    }

    impl<T> Deref for Guard<'_, T> {
        type Target = T;

        fn deref(&self) -> &T {
            self.value.as_ref().unwrap()
        }
    }

    impl<T> DerefMut for Guard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {
            self.value.as_mut().unwrap()
        }
    }

    impl<T> Drop for Guard<'_, T> {
        fn drop(&mut self) {
            self.value = None;
            let waiting = std::mem::take(&mut *self.of.waiting.lock().unwrap());
            waiting.into_iter().for_each(Waker::wake);
        }
    }
}
