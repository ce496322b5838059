//! What the page says in both languages.

use chohyo_engine::diag::Lang;
use chohyo_engine::form::Basis;

use super::super::words::basis_meaning;

/// Words of both languages; markup in them counts as such.
pub(in super::super) fn both(ja: &str, en: &str) -> String {
    if ja == en {
        return ja.to_owned();
    }
    format!("<span lang=\"ja\">{ja}</span><span lang=\"en\">{en}</span>")
}

/// What a basis means for the verdicts.
pub(super) fn meaning(basis: Option<Basis>) -> String {
    match basis {
        Some(basis) => both(basis_meaning(basis, Lang::Ja), basis_meaning(basis, Lang::En)),
        None => both("図面の根拠は分かりません。", "It is not known what the drawing rests on."),
    }
}

/// That the page shows what is in the record.
pub(in super::super) fn private() -> String {
    both(
        "<b>個人情報に注意。</b>この文書のページの絵には、判定した PDF とレコードの内容がそのまま写っています。実データを判定したときは、帳票そのものと同じに扱ってください。一覧の表には値を載せず、コードポイントだけを示します。",
        "<b>Personal data.</b> The pictures of pages show what stands in the PDF and in the record. \
         If they are real, handle this file as you handle the printed form. The lists hold no values, \
         only code points.",
    )
}
