//! What a kit tries: records of the form's own, and invented ones at the borders of its schema.

use chohyo_engine::form::capacities;
use chohyo_engine::record::sample::{Pack, Samples};
use chohyo_engine::record::{self, Accepted, Format};

use crate::load::{self, Loaded};
use crate::report::{Context, Failure};

/// Where the records of a case are from.
#[derive(Clone, Copy)]
pub(super) enum Told {
    /// A file beside the layout.
    Stored(&'static str),
    Pack(Pack),
    /// The longest texts that the form prints.
    Longest,
    /// Where the fits begin.
    Turns,
    /// Those with a character more, where it refuses them.
    Refused,
}

/// What a case tries.
pub(super) struct Trial {
    pub(super) name: &'static str,
    pub(super) told: Told,
    pub(super) ja: &'static str,
    pub(super) en: &'static str,
}

const fn trial(name: &'static str, told: Told, ja: &'static str, en: &'static str) -> Trial {
    Trial { name, told, ja, en }
}

/// All cases, in the order of the README.
pub(super) const TRIALS: [Trial; 13] = [
    trial("ordinary", Told::Stored("sample.json"), "普通の例", "an ordinary record"),
    trial(
        "hard",
        Told::Stored("hard.json"),
        "手で作った一番つらい例（長い氏名と住所、異体字、続紙）",
        "made by hand to be hard: long names and addresses, variants, continuation sheets",
    ),
    trial("empty", Told::Stored("empty.json"), "必須の項目だけ", "only what is required"),
    trial("shortest", Told::Pack(Pack::Shortest), "どの文字列も一文字", "every text one character"),
    trial(
        "longest",
        Told::Longest,
        "様式に収まる最も長い文字列（全角）。1件目は全部の項目を同時に、2件目からは一つの項目だけを最も長く",
        "the longest texts that fit, in full-width characters: all items at once, then one item alone",
    ),
    trial(
        "turns",
        Told::Turns,
        "縮め始める境。1件目は全部の項目が元の大きさのまま最も長く、2件目からは一つの項目だけが一文字多い。別紙や次の紙に移る境の前後",
        "where fits begin: all texts as long as their own size lets them, then one of them a character longer; both sides of where a text goes \
         to the annex or the next sheet",
    ),
    trial(
        "refused",
        Told::Refused,
        "一文字多くて様式に収まらない文字列。様式は断る。PDF を作らないのが正しい",
        "texts with one character too many: the form refuses them, and there must be no PDF",
    ),
    trial(
        "ivs",
        Told::Pack(Pack::Ivs),
        "異体字セレクタ、互換漢字、第2面の文字を持つ氏名",
        "names with variation selectors, compatibility ideographs, plane 2",
    ),
    trial("foreign", Told::Pack(Pack::Foreign), "外国人住民の長い氏名", "long Latin names"),
    trial(
        "unknown-dates",
        Told::Pack(Pack::UnknownDates),
        "不詳日の14の書き方",
        "the 14 ways of writing a day that is not known",
    ),
    trial(
        "eras",
        Told::Pack(Pack::Eras),
        "元号の境、元年、2月29日",
        "borders of eras, 29 February",
    ),
    trial(
        "rows",
        Told::Pack(Pack::Rows),
        "明細が 0 行、1 行、ページに入る行数の前後、最も多い行数（n/m ページ）",
        "lists of 0, 1, around what a page holds, and the most rows",
    ),
    trial(
        "codes",
        Told::Pack(Pack::Codes),
        "どのコードの値も一度は（多いものは40まで）、はい・いいえの両方",
        "every value of every code list (at most 40), every flag both ways",
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
        match self.told {
            Told::Longest | Told::Turns | Told::Refused => Ok(Vec::new()),
            Told::Stored(file) => {
                let (name, bytes) = load::stored(context, loaded, file);
                let bytes = bytes.unwrap_or_default();
                if bytes.is_empty() {
                    return Ok(Vec::new());
                }
                let all = record::accepted(&bytes[..], Format::Json, schema, &name);
                all.collect::<Result<_, _>>().map_err(|no| Failure::input(no.diagnostics()))
            }
            Told::Pack(pack) => {
                let mut samples = Samples::new(schema, pack, 1, &capacities(&loaded.form));
                let all = (0..samples.whole()).map(|_| samples.invent());
                all.collect::<Result<_, _>>().map_err(Failure::input)
            }
        }
    }
}
