//! The modules of a crate, and the paths written in them.
//!
//! Code that is only built for tests or fuzzing is left out.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use syn::visit::{self, Visit};

/// The sources of a crate, by their paths below `src`.
pub(super) type Files = BTreeMap<String, String>;

/// A module's path: the names that lead to it from the crate's root.
pub(super) type Place = Vec<String>;

#[derive(Default)]
pub(super) struct Module {
    pub(super) file: String,
    /// The names defined in it.
    pub(super) names: BTreeSet<String>,
    pub(super) imports: Vec<Import>,
}

pub(super) struct Import {
    /// `None` for a glob.
    pub(super) name: Option<String>,
    pub(super) path: Vec<String>,
}

/// The modules of a crate, and the paths in them.
#[derive(Default)]
pub(super) struct Sources {
    pub(super) modules: BTreeMap<Place, Module>,
    /// Where a path is written, and the names in it.
    pub(super) mentions: Vec<(Place, Vec<String>)>,
}

impl Sources {
    /// Reads the crate whose root is one of `files`.
    ///
    /// # Errors
    /// A file isn't Rust, or a module's file is missing.
    pub(super) fn read(files: &Files, root: &str) -> Result<Self, String> {
        let mut reader = Reader {
            files,
            sources: Self::default(),
            in_macro: Regex::new(r"\b(?:crate|self|super)(?:\s*::\s*\w+)+").unwrap(),
            place: Place::new(),
            file: root.to_owned(),
            problem: None,
        };
        reader.module_file();
        reader.problem.map_or(Ok(reader.sources), Err)
    }
}

struct Reader<'a> {
    files: &'a Files,
    sources: Sources,
    in_macro: Regex,
    /// The module being read, and its file.
    place: Place,
    file: String,
    problem: Option<String>,
}

impl Reader<'_> {
    fn module_file(&mut self) {
        let parsed = match self.files.get(&self.file) {
            Some(text) => syn::parse_file(text).map_err(|error| error.to_string()),
            None => Err("there is no such file".to_owned()),
        };
        match parsed {
            Ok(parsed) => self.module(&parsed.items),
            Err(why) => self.problem = Some(format!("{}: {why}", self.file)),
        }
    }

    fn module(&mut self, items: &[syn::Item]) {
        let file = self.file.clone();
        let here = self.here();
        // Features may select one of two modules with the same name; the first one is checked in.
        if here.file.is_empty() {
            here.file = file;
        }
        for item in items {
            self.visit_item(item);
        }
    }

    fn here(&mut self) -> &mut Module {
        self.sources.modules.entry(self.place.clone()).or_default()
    }

    fn mention(&mut self, path: Vec<String>) {
        self.sources.mentions.push((self.place.clone(), path));
    }

    fn import(&mut self, tree: &syn::UseTree, mut path: Vec<String>) {
        let (name, last) = match tree {
            syn::UseTree::Path(inner) => {
                path.push(inner.ident.to_string());
                return self.import(&inner.tree, path);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, path.clone());
                }
                return;
            }
            syn::UseTree::Glob(_) => (None, None),
            syn::UseTree::Name(name) => (Some(&name.ident), Some(&name.ident)),
            syn::UseTree::Rename(rename) => (Some(&rename.rename), Some(&rename.ident)),
        };
        path.extend(last.map(ToString::to_string).filter(|last| last != "self"));
        let name = match name.map(ToString::to_string) {
            Some(name) if name == "self" => path.last().cloned(),
            name => name,
        };
        self.mention(path.clone());
        self.here().imports.push(Import { name, path });
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let (attributes, name) = parts(item);
        if !for_tests(attributes) {
            self.here().names.extend(name.map(ToString::to_string));
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let file = self.file.clone();
        self.place.push(module.ident.to_string());
        if let Some((_, items)) = &module.content {
            self.module(items);
        } else {
            self.file = format!("{}.rs", self.place.join("/"));
            self.module_file();
        }
        self.place.pop();
        self.file = file;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if item.leading_colon.is_none() {
            self.import(&item.tree, Vec::new());
        }
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        let attributes = match item {
            syn::ImplItem::Const(item) => &item.attrs,
            syn::ImplItem::Fn(item) => &item.attrs,
            syn::ImplItem::Type(item) => &item.attrs,
            _ => return visit::visit_impl_item(self, item),
        };
        if !for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_stmt(&mut self, statement: &'ast syn::Stmt) {
        use syn::Expr;
        let attributes = match statement {
            syn::Stmt::Local(local) => &local.attrs,
            syn::Stmt::Macro(call) => &call.attrs,
            syn::Stmt::Expr(Expr::Block(block), _) => &block.attrs,
            syn::Stmt::Expr(Expr::Call(call), _) => &call.attrs,
            syn::Stmt::Expr(Expr::If(test), _) => &test.attrs,
            syn::Stmt::Expr(Expr::MethodCall(call), _) => &call.attrs,
            syn::Stmt::Expr(Expr::Return(end), _) => &end.attrs,
            _ => return visit::visit_stmt(self, statement),
        };
        if !for_tests(attributes) {
            visit::visit_stmt(self, statement);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            let names = path.segments.iter().map(|part| part.ident.to_string());
            self.mention(names.collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        // Names in a generator's templates belong to another crate.
        let is_template = |name: &syn::PathSegment| name.ident.to_string().contains("quote");
        if call.path.segments.last().is_some_and(is_template) {
            return;
        }
        let tokens = call.tokens.to_string();
        let found = self.in_macro.find_iter(&tokens);
        let paths: Vec<Vec<String>> = found
            .map(|path| path.as_str().split("::"))
            .map(|names| names.map(|name| name.trim().to_owned()).collect())
            .collect();
        for path in paths {
            self.mention(path);
        }
        visit::visit_macro(self, call);
    }

    /// `pub(super)` is not a dependency.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

fn parts(item: &syn::Item) -> (&[syn::Attribute], Option<&syn::Ident>) {
    use syn::Item;
    match item {
        Item::Const(item) => (&item.attrs, Some(&item.ident)),
        Item::Enum(item) => (&item.attrs, Some(&item.ident)),
        Item::Fn(item) => (&item.attrs, Some(&item.sig.ident)),
        Item::Macro(item) => (&item.attrs, item.ident.as_ref()),
        Item::Static(item) => (&item.attrs, Some(&item.ident)),
        Item::Struct(item) => (&item.attrs, Some(&item.ident)),
        Item::Trait(item) => (&item.attrs, Some(&item.ident)),
        Item::Type(item) => (&item.attrs, Some(&item.ident)),
        Item::Union(item) => (&item.attrs, Some(&item.ident)),
        Item::Impl(item) => (&item.attrs, None),
        Item::Mod(item) => (&item.attrs, None),
        Item::Use(item) => (&item.attrs, None),
        _ => (&[], None),
    }
}

/// Returns whether it is only built for tests or fuzzing.
fn for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Meta>()
                .is_ok_and(|meta| means_tests(&meta))
    })
}

fn means_tests(meta: &syn::Meta) -> bool {
    type List = syn::punctuated::Punctuated<syn::Meta, syn::Token![,]>;
    let syn::Meta::List(list) = meta else {
        return meta.path().is_ident("test") || meta.path().is_ident("fuzzing");
    };
    let Ok(inner) = list.parse_args_with(List::parse_terminated) else {
        return false;
    };
    (list.path.is_ident("all") && inner.iter().any(means_tests))
        || (list.path.is_ident("any") && inner.iter().all(means_tests))
}
