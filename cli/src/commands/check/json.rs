//! The result for machines.

use chohyo_engine::check::{Amount, Counts, Finding, Placed, Report, TOLERANCES, Unjudged};
use chohyo_engine::diag::{Diagnostic, Lang, messages};
use chohyo_engine::form::Basis;
use chohyo_engine::length::Rect;
use serde_json::{Map, Value, json};

/// One JSON object.
pub(super) fn report(report: &Report, lang: Lang) -> String {
    format!("{:#}\n", value(report, lang))
}

/// The result as an object.
pub(super) fn value(report: &Report, lang: Lang) -> Value {
    let counts: Map<String, Value> =
        report.counts.iter().map(|(code, count)| ((*code).to_owned(), counts(*count))).collect();
    let found: Vec<Diagnostic> = report.findings.iter().map(Finding::diagnostic).collect();
    let said = messages(&found, lang);
    json!({
        "form": report.form,
        "name": report.name,
        "edition": report.edition,
        "basis": report.basis.map(Basis::word),
        "verdict": report.verdict().name(),
        "records": report.records,
        "pages": report.pages,
        "form_pages": report.wanted_pages,
        "total": self::counts(report.total()),
        "rules": counts,
        "unjudged_pages": report.unjudged.iter().map(unjudged).collect::<Vec<_>>(),
        "pictures": report.pictures.iter().map(picture).collect::<Vec<_>>(),
        "findings": report.findings.iter().zip(&said).map(|(found, said)| finding(found, said)).collect::<Vec<_>>(),
        "largest_mm": report.largest.iter()
            .map(|(name, length)| ((*name).to_owned(), Value::from(length.to_mm())))
            .collect::<Map<_, _>>(),
        "tolerances": TOLERANCES.iter()
            .map(|one| (one.name.to_owned(), Value::from(one.amount.to_string())))
            .collect::<Map<_, _>>(),
    })
}

fn counts(counts: Counts) -> Value {
    json!({
        "pass": counts.pass,
        "fail": counts.fail,
        "not_judged": counts.not_judged,
        "information": counts.information,
    })
}

fn unjudged((page, why): &(usize, Unjudged)) -> Value {
    match why {
        Unjudged::Picture => json!({"page": page, "why": "picture"}),
        Unjudged::Unread => json!({"page": page, "why": "unread"}),
        Unjudged::Away => json!({"page": page, "why": "away"}),
        Unjudged::Unlike => json!({"page": page, "why": "unlike"}),
        Unjudged::Soft => json!({"page": page, "why": "soft"}),
        Unjudged::Mute => json!({"page": page, "why": "mute"}),
        Unjudged::Seal => json!({"page": page, "why": "seal"}),
        Unjudged::Text(item) => json!({"page": page, "why": "text", "item": **item}),
        Unjudged::Words(count) => json!({"page": page, "why": "words", "count": count}),
    }
}

fn picture(found: &Placed) -> Value {
    let hundredths = |value: i64| value as f64 / 100.0;
    json!({
        "page": found.page,
        "dpi": found.dpi,
        "shift_mm": [found.shift.x.to_mm(), found.shift.y.to_mm()],
        "scale_percent": found.scale.map(hundredths),
        "skew_degrees": hundredths(found.skew),
    })
}

fn finding(found: &Finding, said: &str) -> Value {
    let word = |amount: &Option<Amount>| amount.as_ref().map(ToString::to_string);
    json!({
        "code": found.code,
        "family": found.rule().family.name(),
        "verdict": found.verdict.name(),
        "record": found.record,
        "page": found.page,
        "place_mm": found.place.map(box_mm),
        "form_place_mm": found.wanted.map(box_mm),
        "item": found.item.as_deref(),
        "measured": word(&found.measured),
        "expected": word(&found.expected),
        "tolerance": found.tolerance,
        "basis": found.basis.map(Basis::word),
        "source": found.rule().source,
        "message": said,
    })
}

/// Left, top, width and height.
fn box_mm(area: Rect) -> [f64; 4] {
    let Rect { origin, size } = area;
    [origin.x.to_mm(), origin.y.to_mm(), size.width.to_mm(), size.height.to_mm()]
}
