//! A page in Markdown: headings, tables, and tabs in `{% tab %}`.

use url::Url;

use super::cell::{is_method, json_at, tidy};
use super::parts::Page;
use super::table::{cells, field, read_fields};
use crate::facts::{Content, Unreadable};

/// What the lines are about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    Endpoint,
    Overview,
    Parameters(&'static str),
    Body,
    Answer(String),
    Code,
    Else,
}

pub(super) fn read(text: &str) -> Result<Page, Unreadable> {
    let lines: Vec<&str> = text.lines().collect();
    let mut reader = Reader {
        lines: &lines,
        page: Page::default(),
        about: About::Endpoint,
        in_response: false,
    };
    let mut index = 0;
    // Past the front matter.
    if lines.first() == Some(&"---") {
        index = lines
            .iter()
            .skip(1)
            .position(|line| *line == "---")
            .map_or(0, |end| end.saturating_add(2));
    }
    while let Some(line) = lines.get(index) {
        let taken = reader.line(line, index)?;
        index = index.saturating_add(taken);
    }
    if reader.page.endpoints.is_empty() {
        return Err(Unreadable::new(None, "no table of endpoints is in it"));
    }
    Ok(reader.page)
}

struct Reader<'a> {
    lines: &'a [&'a str],
    page: Page,
    about: About,
    in_response: bool,
}

impl Reader<'_> {
    /// Reads what begins at a line; how many lines that is.
    fn line(&mut self, line: &str, index: usize) -> Result<usize, Unreadable> {
        let number = index.saturating_add(1);
        let trimmed = line.trim();
        if let Some(heading) = heading(trimmed) {
            self.heading(trimmed, heading);
        } else if let Some(title) = tab(trimmed) {
            self.tab(&title, number)?;
        } else if trimmed.starts_with('|') {
            let table: Vec<&str> = self
                .lines
                .iter()
                .skip(index)
                .map(|line| line.trim())
                .take_while(|line| line.starts_with('|'))
                .collect();
            read_table(&table, number, &self.about, &mut self.page)?;
            return Ok(table.len());
        } else if trimmed.starts_with("```") {
            return self.fenced(number);
        } else if trimmed.starts_with("{% /tab") {
            // What a tab is about ends with the next heading or tab.
        } else if self.about == About::Overview {
            self.page.overview.push_str(&tidy(trimmed));
            self.page.overview.push(' ');
        } else if self.about == About::Code {
            self.page.code.push_str(line);
            self.page.code.push('\n');
        }
        Ok(1)
    }

    fn heading(&mut self, line: &str, heading: &str) {
        let page = &mut self.page;
        if line.starts_with("# ") && page.title.is_empty() {
            let title = heading.split("{%").next().unwrap_or_default();
            page.title = title.trim().to_owned();
        }
        self.in_response = heading == "Response" || self.in_response && heading != "Code Example";
        self.about = match heading {
            // Where code examples begin, anything may look like a heading.
            _ if self.about == About::Code => About::Code,
            "Overview" => About::Overview,
            "Path Parameters" => About::Parameters("path"),
            "Query Strings" | "Query Parameters" => About::Parameters("query"),
            "Header Parameters" => About::Parameters("header"),
            "Code Example" => About::Code,
            _ if heading.starts_with("Body Data") => {
                let body = page.body.get_or_insert_default();
                body.required = Some(heading.contains("(required)"));
                About::Body
            }
            _ if page.endpoints.is_empty() => About::Endpoint,
            _ => About::Else,
        };
    }

    fn tab(&mut self, title: &str, number: usize) -> Result<(), Unreadable> {
        if is_status(title) {
            self.about = About::Answer(title.to_owned());
            let known = self
                .page
                .answers
                .insert(title.to_owned(), Content::default());
            if known.is_some() {
                let why =
                    format!("the answer {title} is there twice; is this more than one version?");
                return Err(Unreadable::new(number, why));
            }
        } else if self.in_response && !matches!(title, "Model" | "Example") {
            let why = format!("{title:?} is no status that can be read");
            return Err(Unreadable::new(number, why));
        }
        Ok(())
    }

    /// A block whose fence is line `number`.
    fn fenced(&mut self, number: usize) -> Result<usize, Unreadable> {
        let fenced: Vec<&str> = self
            .lines
            .iter()
            .skip(number)
            .take_while(|line| !line.trim().starts_with("```"))
            .copied()
            .collect();
        if self.about == About::Code {
            self.page.code.push_str(&fenced.join("\n"));
        } else if let Some(content) = content(&mut self.page, &self.about) {
            let (example, _) = json_at(&fenced)
                .ok_or_else(|| Unreadable::new(number, "an example that is not JSON"))?;
            content.example.get_or_insert(example);
        }
        Ok(fenced.len().saturating_add(2))
    }
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    (text.len() < line.len() && text.starts_with(' ')).then(|| text.trim())
}

fn tab(line: &str) -> Option<String> {
    let title = line.strip_prefix("{% tab title=")?;
    title.split('"').nth(1).map(str::to_owned)
}

fn is_status(title: &str) -> bool {
    title.len() == 3
        && title.starts_with(['1', '2', '3', '4', '5'])
        && title.chars().all(|c| c.is_ascii_digit())
}

/// Where fields and examples go.
fn content<'a>(page: &'a mut Page, about: &About) -> Option<&'a mut Content> {
    match about {
        About::Body => Some(&mut page.body.get_or_insert_default().content),
        About::Answer(status) => Some(page.answers.entry(status.clone()).or_default()),
        _ => None,
    }
}

fn read_table(
    table: &[&str],
    number: usize,
    about: &About,
    page: &mut Page,
) -> Result<(), Unreadable> {
    // The heads of the columns, and the line below them.
    let rows = || table.iter().enumerate().skip(2);
    let at = |index: usize| number.saturating_add(index);
    match about {
        About::Endpoint => {
            for (index, row) in rows() {
                let cells = cells(row);
                let [web, endpoint] = cells.as_slice() else {
                    return Err(Unreadable::new(
                        at(index),
                        "an endpoint has two cells, the site and the URL",
                    ));
                };
                let parts: Vec<_> = endpoint.split(' ').collect();
                let [method, url] = parts.as_slice() else {
                    return Err(Unreadable::new(
                        at(index),
                        format!("{endpoint:?} is no method and URL"),
                    ));
                };
                let url = Url::parse(url)
                    .map_err(|error| Unreadable::new(at(index), format!("{url:?}: {error}")))?;
                if !is_method(method) || !(page.method.is_empty() || page.method == *method) {
                    return Err(Unreadable::new(
                        at(index),
                        format!("{method:?} is not the method of the others"),
                    ));
                }
                page.method = (*method).to_owned();
                page.endpoints.push((Some(web.clone()), url));
            }
            Ok(())
        }
        About::Parameters(place) => {
            for (index, row) in rows() {
                let cells = cells(row);
                let [name, kind, description] = cells.as_slice() else {
                    return Err(Unreadable::new(
                        at(index),
                        "a parameter has three cells: name, type and description",
                    ));
                };
                let (name, field) = field(name, kind, description, at(index))?;
                page.parameters.insert(format!("{place}/{name}"), field);
            }
            Ok(())
        }
        About::Body | About::Answer(_) => {
            let fields = read_fields(table, number)?;
            if let Some(content) = content(page, about) {
                content.fields.extend(fields);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}
