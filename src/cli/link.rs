//! `link …`: what books made here met on the server, a person's word on it, and the table of ids.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Value, json};

use super::book_args::BookKind;
use super::context::{Context, now};
use super::output::{Exit, Failure, json as answer};
use super::resolve::remote_number;
use super::sync_args::LinkVerb;
use crate::app::links::{LinkLine, csv, how_name, lines};
use crate::domain::id::{LocalId, RecordKind};
use crate::store::{LinkCase, LinkChoice, LinkDecision, LinkReport, Meeting};
use crate::words::Message;

pub(super) fn run(context: &Context, verb: &LinkVerb) -> Result<Exit, Failure> {
    match verb {
        LinkVerb::List { kind } => {
            let shown: Vec<Value> = table(context, kind.map(BookKind::record))?.iter().map(row).collect();
            answer(&shown)?;
            Ok(Exit::Done)
        }
        LinkVerb::Export { file } => export(context, file),
        LinkVerb::Report => report(context),
        LinkVerb::Decide { kind, choices } => decide(context, kind.record(), choices),
    }
}

fn table(context: &Context, kind: Option<RecordKind>) -> Result<Vec<LinkLine>, Failure> {
    let store = &context.store;
    let mut names: HashMap<LocalId, String> =
        store.book_records()?.into_iter().map(|record| (record.meta.id.clone(), record.entry.title())).collect();
    names.extend(store.bid_rows()?.into_iter().map(|row| (row.meta.id, row.route.join(" → "))));
    let mut all = lines(store.links()?, &names);
    all.retain(|line| kind.is_none_or(|kind| kind == line.link.kind));
    Ok(all)
}

fn row(line: &LinkLine) -> Value {
    json!({
        "kind": super::conflict::kind_name(line.link.kind), "name": line.name, "id": line.link.id,
        "remote_id": line.link.remote_id, "linked_at": line.link.linked_at, "how": how_name(line.link.how),
    })
}

fn export(context: &Context, file: &Path) -> Result<Exit, Failure> {
    let all = table(context, None)?;
    // A command line has no clock of its own to compare with: moments are those of Moscow, as in `conflict show`.
    let text = csv(all.iter(), 180, context.lang.unwrap_or_default());
    std::fs::write(file, text).map_err(|error| {
        tracing::warn!(%error, "the table of links was not written");
        Failure::new(Message::new("error-file-not-written").with("path", file.display().to_string()))
    })?;
    answer(&json!({"path": file.display().to_string(), "rows": all.len()}))?;
    Ok(Exit::Done)
}

fn report(context: &Context) -> Result<Exit, Failure> {
    let reports = context.store.link_reports()?;
    answer(&reports.iter().map(whole).collect::<Vec<_>>())?;
    Ok(if reports.is_empty() { Exit::Done } else { Exit::Waits })
}

fn whole(report: &LinkReport) -> Value {
    json!({
        "book": super::conflict::kind_name(report.kind), "unseen": report.is_unseen(),
        "matched": report.count(Meeting::Matched), "ambiguous": report.count(Meeting::Ambiguous),
        "only_here": report.count(Meeting::OnlyHere), "only_there": report.only_there,
        "records": report.cases.iter().map(case).collect::<Vec<_>>(),
    })
}

fn case(case: &LinkCase) -> Value {
    let candidates = case.candidates.iter().map(|one| {
        json!({"remote_id": one.record.meta.remote_id, "name": one.record.entry.title(), "differing": one.differing})
    });
    json!({
        "id": case.record.meta.id, "name": case.record.entry.title(), "key": case.record.entry.natural_key(),
        "meeting": match case.meeting {
            Meeting::Matched => "matched",
            Meeting::Ambiguous => "ambiguous",
            Meeting::OnlyHere => "only_here",
        },
        "decision": case.decision.map(|said| match said {
            LinkDecision::Later => "later",
            LinkDecision::Apart => "apart",
        }),
        "candidates": candidates.collect::<Vec<_>>(),
    })
}

/// Says what was named; `matched` ones that were not named are linked, as the window proposes.
fn decide(context: &Context, kind: RecordKind, named: &[String]) -> Result<Exit, Failure> {
    let reports = context.store.link_reports()?;
    let open = reports.iter().find(|report| report.kind == kind);
    let open = open.ok_or_else(|| Failure::usage(Message::new("cli-link-none")))?;
    let mut choices = Vec::new();
    for text in named {
        let wrong = || Failure::usage(Message::new("cli-link-choice").with("text", text.as_str()));
        let (id, said) = text.split_once('=').ok_or_else(wrong)?;
        let case = open.cases.iter().find(|case| case.record.meta.id.as_str() == id).ok_or_else(wrong)?;
        let choice = match said {
            "apart" => LinkChoice::Apart,
            "later" => LinkChoice::Later,
            _ => LinkChoice::Link(remote_number(said).ok_or_else(wrong)?),
        };
        choices.push((case.record.meta.id.clone(), choice));
    }
    for case in &open.cases {
        let id = &case.record.meta.id;
        if choices.iter().all(|(named, _)| named != id)
            && let Some(choice) = crate::app::links::proposed(case)
        {
            choices.push((id.clone(), choice));
        }
    }
    context.store.decide_links(kind, &choices, now())?;
    context.send_and_answer(|| report(context))
}
