//! What a kit tries: records of the form's own, and invented ones at the borders of its schema.

use chohyo_engine::form::capacities;
use chohyo_engine::record::sample::{Pack, Samples};
use chohyo_engine::record::{self, Accepted, Format};

use crate::load::{self, Loaded};
use crate::report::{Context, Failure};

/// Where the records of a case are from.
#[derive(Clone, Copy)]
enum Origin {
    /// A file beside the layout.
    Stored(&'static str),
    Pack(Pack),
}

/// What a case tries.
pub(super) struct Trial {
    pub(super) name: &'static str,
    from: Origin,
    pub(super) ja: &'static str,
    pub(super) en: &'static str,
}

const fn trial(name: &'static str, from: Origin, ja: &'static str, en: &'static str) -> Trial {
    Trial { name, from, ja, en }
}

/// All cases, in the order of the README.
pub(super) const TRIALS: [Trial; 10] = [
    trial("ordinary", Origin::Stored("sample.json"), "普通の例", "an ordinary record"),
    trial(
        "hard",
        Origin::Stored("hard.json"),
        "手で作った一番つらい例（長い氏名と住所、異体字、続紙）",
        "made by hand to be hard: long names and addresses, variants, continuation sheets",
    ),
    trial("empty", Origin::Stored("empty.json"), "必須の項目だけ", "only what is required"),
    trial(
        "shortest",
        Origin::Pack(Pack::Shortest),
        "どの文字列も一文字",
        "every text one character",
    ),
    trial(
        "longest",
        Origin::Pack(Pack::Longest),
        "どの文字列も桁数いっぱい（全角の幅で最も広い）",
        "every text as long as its 桁数, in full-width characters",
    ),
    trial(
        "ivs",
        Origin::Pack(Pack::Ivs),
        "異体字セレクタ、互換漢字、第2面の文字を持つ氏名",
        "names with variation selectors, compatibility ideographs, plane 2",
    ),
    trial("foreign", Origin::Pack(Pack::Foreign), "外国人住民の長い氏名", "long Latin names"),
    trial(
        "unknown-dates",
        Origin::Pack(Pack::UnknownDates),
        "不詳日の14の書き方",
        "the 14 ways of writing a day that is not known",
    ),
    trial(
        "eras",
        Origin::Pack(Pack::Eras),
        "元号の境、元年、2月29日",
        "borders of eras, 29 February",
    ),
    trial(
        "rows",
        Origin::Pack(Pack::Rows),
        "明細が 0 行、1 行、ページに入る行数の前後、最も多い行数（n/m ページ）",
        "lists of 0, 1, around what a page holds, and the most rows",
    ),
];

impl Trial {
    /// Its records; none if the form has none stored.
    ///
    /// # Errors
    /// What the checks of records say.
    pub(super) fn records(
        &self,
        loaded: &Loaded,
        context: &Context<'_>,
    ) -> Result<Vec<Accepted>, Failure> {
        let schema = &loaded.form.schema;
        match self.from {
            Origin::Stored(file) => {
                let (name, bytes) = load::stored(context, loaded, file);
                let bytes = bytes.unwrap_or_default();
                if bytes.is_empty() {
                    return Ok(Vec::new());
                }
                let all = record::accepted(&bytes[..], Format::Json, schema, &name);
                all.collect::<Result<_, _>>().map_err(|no| Failure::input(no.diagnostics()))
            }
            Origin::Pack(pack) => {
                let mut samples = Samples::new(schema, pack, 1, &capacities(&loaded.form));
                let all = (0..samples.whole()).map(|_| samples.invent());
                all.collect::<Result<_, _>>().map_err(Failure::input)
            }
        }
    }
}
