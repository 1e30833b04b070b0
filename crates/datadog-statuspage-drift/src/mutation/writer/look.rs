//! In what the forms of pages differ.

use super::style::Style;

#[derive(Debug, Clone, Copy)]
pub(in crate::mutation) struct Look {
    /// Whether it has all operations.
    pub(in crate::mutation) is_of_tag: bool,
    /// `## v2 (latest)` and `label`, rather than a tab of the version and `title`.
    pub(in crate::mutation) is_latest: bool,
    pub(in crate::mutation) has_overview: bool,
    pub(in crate::mutation) has_defaults: bool,
    /// Whether tables of flat bodies have a column of parents too.
    pub(in crate::mutation) has_parents: bool,
    /// Whether the call by curl has a token in the place of keys.
    pub(in crate::mutation) has_token: bool,
}

pub(in crate::mutation) const TABS: Look = Look {
    is_of_tag: false,
    is_latest: false,
    has_overview: true,
    has_defaults: false,
    has_parents: false,
    has_token: false,
};
pub(in crate::mutation) const LATEST: Look = Look {
    is_latest: true,
    ..TABS
};
pub(in crate::mutation) const BOLD: Look = Look {
    has_overview: false,
    has_defaults: true,
    has_parents: true,
    has_token: true,
    ..LATEST
};
pub(in crate::mutation) const TAG: Look = Look {
    is_of_tag: true,
    ..TABS
};

impl Look {
    pub(super) fn title(self, title: &str, style: &mut Style) -> String {
        let anchor = if self.is_latest { "" } else { "{% #x %}" };
        match (self.is_of_tag, style.flip()) {
            (true, true) => format!("\n## [{title} →](https://docs.example/x){anchor}\n\n"),
            (true, false) => format!("\n## {title} →{anchor}\n\n"),
            (false, _) => format!("# {title}{anchor}\nCopy page\n\n"),
        }
    }

    pub(super) fn version(self, style: &mut Style) -> &'static str {
        match (self.is_latest, self.is_of_tag && style.flip()) {
            (true, _) => "## v2 (latest)\n\n",
            (false, true) => "",
            (false, false) => "{% tab title=\"v2\" %}\n\n",
        }
    }

    pub(super) fn method(self, method: &str, style: &mut Style) -> String {
        match !self.has_overview || style.flip() {
            true => format!("**{method}**"),
            false => method.to_owned(),
        }
    }

    pub(super) fn body_heading(self, required: bool, style: &mut Style) -> String {
        let (mark, other) = if required {
            (" (required)", " (必須)")
        } else {
            ("", "")
        };
        if !self.has_overview {
            return format!("\n### Request Body{mark}\n\n");
        }
        let above = style.heading("\n### ", "Request", "リクエスト");
        let (body, other) = (format!("Body Data{mark}"), format!("本文データ{other}"));
        format!("{above}{}", style.heading("\n#### ", &body, &other))
    }

    pub(super) fn tab(self, label: &str, content: &str) -> String {
        let name = if self.is_latest { "label" } else { "title" };
        format!("\n{{% tab {name}=\"{label}\" %}}\n{content}\n{{% /tab %}}\n")
    }

    pub(super) fn in_tabs(self, tabs: &str) -> String {
        match self.is_latest && !tabs.is_empty() {
            true => format!("\n{{% tabs %}}\n{}\n{{% /tabs %}}\n", tabs.trim()),
            false => format!("\n{tabs}"),
        }
    }

    pub(super) fn code(self, curl: &str) -> String {
        if !self.is_latest {
            return format!("\n##### \n      \\## default\n# \n{curl}\n\n{{% /tab %}}\n");
        }
        let go = self.tab(
            "Go",
            "```go\n// {% tab label=\"200\" %}\n# no heading\n```\n\n**Words**\n",
        );
        self.in_tabs(&format!(
            "{}{go}",
            self.tab("Curl", &format!("```bash\n{curl}\n```"))
        ))
    }
}
