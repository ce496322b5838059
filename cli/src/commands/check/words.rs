//! Words that all forms of the result share.

use chohyo_engine::check::Verdict;
use chohyo_engine::diag::Lang;
use chohyo_engine::form::Basis;

/// A word in the language of the reader.
pub(super) fn word<'w>(lang: Lang, ja: &'w str, en: &'w str) -> &'w str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// A verdict.
pub(super) fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Pass => word(lang, "適合", "pass"),
        Verdict::Fail => word(lang, "不適合", "fail"),
        Verdict::NotJudged => word(lang, "判定なし", "not judged"),
        Verdict::Information => word(lang, "参考", "information"),
    }
}

/// On what a drawing rests.
pub(super) fn basis(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Spec => word(lang, "標準の図面", "drawing of the standard"),
        Basis::PublishedFacts => word(lang, "公表された事実", "published facts"),
        Basis::Reconstructed => word(lang, "再現", "reconstruction"),
    }
}

/// The word of a basis in layouts and in JSON.
pub(super) fn basis_key(basis: Basis) -> &'static str {
    match basis {
        Basis::Spec => "spec",
        Basis::PublishedFacts => "published-facts",
        Basis::Reconstructed => "reconstructed",
    }
}
