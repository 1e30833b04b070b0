//! Each operation twice: what makes its request, and what sends it.

use syn::{
    Attribute, File, FnArg, GenericArgument, Ident, ImplItem, ImplItemFn, Item, ItemImpl, Pat,
    PathArguments, ReturnType, Type, parse_quote,
};

/// Has `Requests` make what operations of `Client` send.
pub(super) fn split(file: &mut File) {
    let mut items = Vec::new();
    for item in std::mem::take(&mut file.items) {
        match item {
            Item::Impl(block) if block.self_ty == parse_quote!(Client) => {
                items.extend(halves(block).map(Item::Impl));
            }
            item => items.push(item),
        }
    }
    file.items = items;
}

fn halves(of: ItemImpl) -> impl Iterator<Item = ItemImpl> {
    let mut requests = of.clone();
    requests.self_ty = parse_quote!(Requests);
    let mut client = of;
    for item in &mut requests.items {
        if let ImplItem::Fn(operation) = item {
            make(operation);
        }
    }
    for item in &mut client.items {
        if let ImplItem::Fn(operation) = item {
            send(operation);
        }
    }
    [requests, client].into_iter()
}

/// Makes the request, and sends nothing.
fn make(operation: &mut ImplItemFn) {
    let name = &operation.sig.ident;
    let doc = format!("What [`Client::{name}`] sends, and how its answer is read.");
    operation.attrs.retain(is_no_doc);
    operation.attrs.push(parse_quote!(#[doc = #doc]));
    operation.sig.asyncness = None;
    if let Some((value, error)) = value_and_error(&operation.sig.output) {
        operation.sig.output = parse_quote!(-> Result<Prepared<#value, #error>, Error<#error>>);
    }
}

/// Sends what `Requests` makes.
fn send(operation: &mut ImplItemFn) {
    let name = &operation.sig.ident;
    let arguments = operation.sig.inputs.iter().filter_map(name_of);
    operation.block = parse_quote!({
        crate::send(self, self.requests.#name(#(#arguments),*)?).await
    });
}

fn is_no_doc(attribute: &Attribute) -> bool {
    !attribute.path().is_ident("doc")
}

fn name_of(argument: &FnArg) -> Option<&Ident> {
    match argument {
        FnArg::Typed(argument) => match argument.pat.as_ref() {
            Pat::Ident(pattern) => Some(&pattern.ident),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    }
}

/// `T` and `E` of `Result<ResponseValue<T>, Error<E>>`.
fn value_and_error(output: &ReturnType) -> Option<(Type, Type)> {
    let ReturnType::Type(_, result) = output else {
        return None;
    };
    let [value, error] = arguments(result).try_into().ok()?;
    let [value] = arguments(&value).try_into().ok()?;
    let [error] = arguments(&error).try_into().ok()?;
    Some((value, error))
}

/// The types between the angle brackets of a type.
fn arguments(of: &Type) -> Vec<Type> {
    let Type::Path(path) = of else {
        return Vec::new();
    };
    match path.path.segments.last().map(|segment| &segment.arguments) {
        Some(PathArguments::AngleBracketed(list)) => list
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(argument) => Some(argument.clone()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}
