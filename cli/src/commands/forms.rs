//! `chohyo forms`

use chohyo_engine::diag::Lang;
use chohyo_engine::form::{Basis, Catalogue, Edition, FormKind, IdStatus};
use serde_json::{Value, json};

use super::show::details;
use crate::args::{FormsArgs, FormsCommand, FormsListArgs, Shape};
use crate::report::{Context, Exit, Failure, exit_of, out};
use crate::{dates, load, table};

pub(crate) fn run(args: &FormsArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let library = context.library()?;
    let (catalogue, found) = Catalogue::read(&library);
    match &args.command {
        Some(FormsCommand::Show { id, list }) => show(&catalogue, id, list, context)?,
        Some(FormsCommand::Sample { id }) => sample(id, context)?,
        None => list(&catalogue, &args.list, context)?,
    }
    context.tell(&found);
    Ok(exit_of(&found, Exit::Input))
}

fn list(catalogue: &Catalogue, args: &FormsListArgs, context: &Context<'_>) -> Result<(), Failure> {
    let day = args.as_of.as_deref().map(|given| dates::day(given, "--as-of")).transpose()?;
    let in_force = |edition: &&Edition| {
        day.is_none()
            || catalogue.pick(&edition.id.0, day).is_ok_and(|found| found.path == edition.path)
    };
    let entries: Vec<_> = catalogue.editions().iter().filter(in_force).collect();
    let text = match args.format {
        Shape::Json => pretty(&entries.iter().map(|edition| edition_json(edition)).collect()),
        Shape::Human => {
            let head = head(context).map(str::to_owned).to_vec();
            let rows = entries.iter().map(|edition| row(edition, context.lang));
            table::lines(&std::iter::once(head).chain(rows).collect::<Vec<_>>())
        }
    };
    Ok(out(&text)?)
}

fn show(
    catalogue: &Catalogue,
    id: &str,
    args: &FormsListArgs,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let day = args.as_of.as_deref().map(|given| dates::day(given, "--as-of")).transpose()?;
    let edition = catalogue.pick(id, day)?;
    let text = match args.format {
        Shape::Json => pretty(&edition_json(edition)),
        Shape::Human => {
            let names = head(context).map(str::to_owned);
            let pairs = names.into_iter().zip(row(edition, context.lang));
            let head =
                table::lines(&pairs.map(|(name, value)| vec![name, value]).collect::<Vec<_>>());
            let form = load::form(context, id, args.as_of.as_deref())?.form;
            head + &details(&form, context)
        }
    };
    Ok(out(&text)?)
}

/// The sample record as it stands beside the layout.
fn sample(id: &str, context: &Context<'_>) -> Result<(), Failure> {
    let loaded = load::form(context, id, None)?;
    let (_, bytes) = load::sample(context, &loaded)?;
    Ok(out(&String::from_utf8_lossy(&bytes))?)
}

fn head<'w>(context: &Context<'_>) -> [&'w str; 9] {
    match context.lang {
        Lang::Ja => {
            ["帳票ID", "ID の確かさ", "業務", "版", "種類", "型", "図の根拠", "用紙", "帳票名"]
        }
        Lang::En => {
            ["id", "id status", "business", "edition", "kind", "family", "basis", "paper", "name"]
        }
    }
}

fn row(edition: &Edition, lang: Lang) -> Vec<String> {
    vec![
        edition.id.0.clone(),
        word(id_status(edition.id_status), lang),
        edition.business.clone(),
        edition.edition.clone(),
        word(kind(edition.kind), lang),
        edition.family.clone().unwrap_or_else(|| "-".to_owned()),
        basis_word(edition.basis, lang),
        edition.paper.clone(),
        edition.name.clone(),
    ]
}

fn edition_json(edition: &Edition) -> Value {
    json!({
        "id": edition.id.0,
        "id_status": id_status(edition.id_status).1,
        "name": edition.name,
        "business": edition.business,
        "kind": kind(edition.kind).1,
        "edition": edition.edition,
        "family": edition.family,
        "from": edition.effective.from.map(dates::iso),
        "to": edition.effective.to.map(dates::iso),
        "basis": basis(edition.basis).1,
        "paper": edition.paper,
    })
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// Japanese word and the word of the layout language.
type Word = (&'static str, &'static str);

fn word((ja, en): Word, lang: Lang) -> String {
    match lang {
        Lang::Ja => ja.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// How sure an id is, in the reader's language.
pub(super) fn id_status_word(status: IdStatus, lang: Lang) -> String {
    word(id_status(status), lang)
}

/// What kind of print it is, in the reader's language.
pub(super) fn kind_word(value: FormKind, lang: Lang) -> String {
    word(kind(value), lang)
}

fn id_status(status: IdStatus) -> Word {
    let ja = match status {
        IdStatus::Official => "標準仕様書",
        IdStatus::Reported => "第三者の資料",
        IdStatus::Provisional => "仮",
    };
    (ja, status.word())
}

fn kind(kind: FormKind) -> Word {
    let ja = match kind {
        FormKind::Certificate => "証明書",
        FormKind::Notice => "通知書",
        FormKind::Payment => "納付書",
        FormKind::Card => "カード",
        FormKind::Postcard => "はがき",
    };
    (ja, kind.word())
}

/// On what a position rests, in the reader's language.
pub(super) fn basis_word(value: Basis, lang: Lang) -> String {
    word(basis(value), lang)
}

fn basis(basis: Basis) -> Word {
    let ja = match basis {
        Basis::Spec => "標準仕様書",
        Basis::PublishedFacts => "公表された事実",
        Basis::Reconstructed => "再現",
    };
    (ja, basis.word())
}
