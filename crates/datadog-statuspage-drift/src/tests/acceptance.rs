//! Accepted differences.

use super::*;

fn accepted(text: &str) -> Accepted {
    Accepted::parse(text).unwrap()
}

fn filtered(
    accepted: &Accepted,
    problems: Vec<Problem>,
    operations: Option<Vec<String>>,
) -> (Vec<Problem>, usize) {
    let problems = problems
        .into_iter()
        .map(|problem| (SourceKind::Page, problem))
        .collect();
    let spoken = [Spoken {
        kind: SourceKind::Page,
        operations,
    }];
    accepted.filter(problems, &spoken, "accepted.yaml")
}

#[test]
fn what_is_accepted_is_left_out_and_what_is_not_there_is_a_problem() {
    let problems = against(&PAGE.replace("int64", "string"));
    assert_eq!(problems.len(), 1);
    let entry = |theirs: &str, place: &str| {
        accepted(&format!(
            "accepted:\n  - kind: field-type\n    where: {place}\n    source: page\n    theirs: {theirs}\n    reason: the page is wrong\n"
        ))
    };
    let place = "MakeThing/request/sizes[].cm";
    let (left, count) = filtered(&entry("string", place), problems.clone(), None);
    assert_eq!((left.len(), count), (0, 1));
    // The source changed its value, or the difference no longer exists: both are reported.
    for (accepted, expected) in [
        (
            entry("boolean", place),
            vec![Kind::FieldType, Kind::AcceptanceUnused],
        ),
        (entry("string", "Other/request"), vec![Kind::FieldType]),
    ] {
        let (left, _) = filtered(
            &accepted,
            problems.clone(),
            Some(vec!["MakeThing".to_owned()]),
        );
        let kinds: Vec<_> = left.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, expected);
    }
    let elsewhere = vec![(SourceKind::Upstream, problems[0].clone())];
    let (left, count) = entry("string", place).filter(elsewhere, &[], "accepted.yaml");
    assert_eq!((left.len(), count), (1, 0));
    let sites = entry("string", "sites/api.datadoghq.com");
    let spoken = Some(vec!["MakeThing".to_owned()]);
    let (left, _) = filtered(
        &sites,
        [problems.clone(), problems.clone()].concat(),
        spoken,
    );
    let kinds: Vec<_> = left.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [Kind::FieldType, Kind::AcceptanceUnused]);
    let (left, _) = filtered(&entry("string", place), Vec::new(), None);
    report(
        &left,
        &expect![[r#"
            info: acceptance-unused at MakeThing/request/sizes[].cm
              source  accepted.yaml
              ours    field-type, accepted because: the page is wrong
              repair  remove it from accepted.yaml: the difference no longer exists

            1 problem
        "#]],
    );
}

#[test]
fn an_acceptance_has_a_reason_and_a_known_form() {
    for text in [
        "accepted: [{ kind: a, where: b, source: page, reason: ' ' }]",
        "accepted: [{ kind: a, where: b, source: page }]",
        "accepted: [{ kind: a, where: b, source: book, reason: c }]",
        "accepted: [{ kind: a, where: b, source: page, reason: c, whom: d }]",
        "",
    ] {
        assert!(Accepted::parse(text).is_err(), "{text}");
    }
    let typo = "accepted:\n  - kind: a\n    wher: b\n";
    let error = Accepted::parse(typo).unwrap_err().to_string();
    assert!(error.starts_with("3: "), "{error}");
}
