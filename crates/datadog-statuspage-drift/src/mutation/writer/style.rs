//! How a source looks, which changes from seed to seed.

use fastrand::Rng;

/// What a source looks like, besides what it says.
pub(in crate::mutation) struct Style {
    rng: Rng,
    /// Seed 0 is plain: no shuffling, English, tables without padding.
    plain: bool,
    /// Whether examples may leave out what is optional.
    pub(in crate::mutation) sparse: bool,
}

impl Style {
    pub(in crate::mutation) fn new(seed: u64) -> Self {
        Self {
            rng: Rng::with_seed(seed),
            plain: seed == 0,
            sparse: seed % 3 == 2,
        }
    }

    pub(in crate::mutation) fn prose(&mut self) -> String {
        const TEXTS: [&str; 11] = [
            "What it is for.",
            "Statuspage の API キー。",
            "La clé de l&#39;intégration&nbsp;; voir la page.",
            "Ключ интеграции (см. документацию).",
            "One of &lt;several&gt; things: see `somewhere`, or elsewhere.",
            "集成的密钥 &amp; 其他。",
            "A text with a bar \\| in it.",
            "A `url_setting` is a page; a `status_page` is none.",
            "*Slanted*, **bold** and `code_like` words.",
            "",
            "See https://docs.example/page: it tells more.",
        ];
        if self.plain {
            return TEXTS[0].to_owned();
        }
        TEXTS[self.rng.usize(..TEXTS.len())].to_owned()
    }

    /// Prose where an empty one would leave a gap.
    pub(in crate::mutation) fn sentence(&mut self) -> String {
        match self.prose() {
            text if text.is_empty() => "More of it.".to_owned(),
            text => text,
        }
    }

    /// What stands in a cell between two sentences.
    pub(super) fn gap(&mut self) -> &'static str {
        match self.plain {
            true => " ",
            false => [" ", "<br>", "\n", " <br /> "][self.rng.usize(..4)],
        }
    }

    /// A note that says nothing of the operation.
    pub(super) fn aside(&mut self) -> String {
        let text = self.sentence();
        match (self.flip(), self.flip()) {
            (true, true) => format!("> **Note**: {text}\n\n"),
            (true, false) => format!("{{% alert level=\"warning\" %}}\n{text}\n{{% /alert %}}\n\n"),
            _ => String::new(),
        }
    }

    /// A heading, in English or another language.
    pub(super) fn heading(&mut self, mark: &str, english: &str, other: &str) -> String {
        let text = if self.flip() { other } else { english };
        format!("{mark}{text}\n\n")
    }

    pub(in crate::mutation) fn shuffle<T>(&mut self, items: &mut [T]) {
        if !self.plain {
            self.rng.shuffle(items);
        }
    }

    pub(in crate::mutation) fn pad(&mut self, text: &str) -> String {
        let spaces = if self.plain { 0 } else { self.rng.usize(..12) };
        format!("{text}{}", " ".repeat(spaces))
    }

    pub(in crate::mutation) fn blank(&mut self) -> &'static str {
        match self.plain {
            true => "\n",
            false => ["\n", "\n\n", "\n  \n", "\n\t\n\n"][self.rng.usize(..4)],
        }
    }

    pub(in crate::mutation) fn flip(&mut self) -> bool {
        !self.plain && self.rng.bool()
    }
}
