//! The pages of an organization: its own, and the shared ones.

use std::fmt;

use datadog_statuspage::reqwest::Url;
use schemars::JsonSchema;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A page to watch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    /// The URL, such as `https://example.statuspage.io`.
    pub(crate) url: String,
    /// The tags; at least one.
    pub(crate) tags: Vec<String>,
}

/// Returns the canonical form of a URL.
pub(crate) fn canonical(url: &str) -> String {
    let url = url.trim();
    Url::parse(url).map_or_else(|_| url.to_owned(), String::from)
}

/// The pages of an organization's entry.
#[derive(Debug, Clone, Default)]
pub(crate) struct OwnPages {
    /// Whether they replace the shared ones.
    pub(crate) only: bool,
    pub(crate) pages: Vec<Page>,
}

impl OwnPages {
    pub(crate) fn is_empty(&self) -> bool {
        !self.only && self.pages.is_empty()
    }

    /// Returns all pages: first the shared ones, except those that it lists itself with other
    /// tags.
    pub(crate) fn merged<'a>(&'a self, shared: &'a [Page]) -> Vec<&'a Page> {
        let own: Vec<_> = self.pages.iter().map(|page| canonical(&page.url)).collect();
        let shared = shared
            .iter()
            .filter(|page| !self.only && !own.contains(&canonical(&page.url)));
        shared.chain(&self.pages).collect()
    }
}

/// The forms in which pages are written.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)]
pub(crate) enum PagesForm {
    /// In addition to the default pages.
    Beside(Vec<Page>),
    /// Instead of the default pages.
    InPlace(Only),
    /// No pages, not even the default ones.
    None(OnlyWord),
}

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Only {
    only: Vec<Page>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OnlyWord {
    #[allow(dead_code)]
    Only,
}

impl Serialize for OwnPages {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pages = self.pages.clone();
        let form = match self.only {
            true => PagesForm::InPlace(Only { only: pages }),
            false => PagesForm::Beside(pages),
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for OwnPages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PagesVisitor)
    }
}

/// An untagged enum would report only that a mistyped page matches nothing.
struct PagesVisitor;

impl<'de> Visitor<'de> for PagesVisitor {
    type Value = OwnPages;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(r#"a list of pages, { only = a list of pages }, or "only" for no pages"#)
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<OwnPages, E> {
        if word != "only" {
            return Err(E::invalid_value(de::Unexpected::Str(word), &self));
        }
        Ok(OwnPages {
            only: true,
            pages: Vec::new(),
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<OwnPages, A::Error> {
        let pages = Deserialize::deserialize(SeqAccessDeserializer::new(list))?;
        Ok(OwnPages { only: false, pages })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OwnPages, A::Error> {
        let mut own = None;
        while let Some(key) = map.next_key::<String>()? {
            if key != "only" {
                return Err(de::Error::unknown_field(&key, &["only"]));
            }
            own = Some(map.next_value()?);
        }
        let pages = own.ok_or_else(|| de::Error::missing_field("only"))?;
        Ok(OwnPages { only: true, pages })
    }
}
