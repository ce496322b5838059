//! Words that all forms of the result share.

use chohyo_engine::check::{Unjudged, Verdict};
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
pub(crate) fn basis(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Spec => word(lang, "標準の図面", "drawing of the standard"),
        Basis::PublishedFacts => word(lang, "公表された事実", "published facts"),
        Basis::Reconstructed => word(lang, "再現", "reconstruction"),
    }
}

/// What a basis means for the verdicts.
pub(crate) fn basis_meaning(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Spec => word(
            lang,
            "位置と寸法は標準の図面によります。図面と違えば不適合です。",
            "Places and sizes are those of the standard's drawing. What is elsewhere fails.",
        ),
        Basis::PublishedFacts => word(
            lang,
            "用紙・項目・並びは公表された事実、位置と寸法は当方の作図です。位置と寸法の違いは不適合にせず「参考」とします。文言・値・字形・ページ・フォントは根拠によらず判定します。標準の図面そのものとの適合を示すものではありません。",
            "Paper, items and their order are published facts; places and sizes were drawn by us. Other \
             places and sizes never fail: they are told as information. Words, values, shapes of \
             characters, pages and fonts are judged all the same. This is no proof that a page is the \
             standard's drawing.",
        ),
        Basis::Reconstructed => word(
            lang,
            "標準の図面によらず再現した様式です。位置と寸法の違いは不適合にせず「参考」とします。文言・値・字形・ページ・フォントは根拠によらず判定します。標準の図面そのものとの適合を示すものではありません。",
            "The form is a reconstruction, not made from the standard's drawing. Other places and sizes \
             never fail: they are told as information. Words, values, shapes of characters, pages and \
             fonts are judged all the same. This is no proof that a page is the standard's drawing.",
        ),
    }
}

/// What of a page could not be judged.
pub(super) fn unjudged(why: &Unjudged, lang: Lang) -> String {
    let said = match why {
        Unjudged::Picture => word(
            lang,
            "全面が画像のページ。文字・書体・字形・線の太さは判定していない",
            "one picture: what words say, fonts, shapes of characters and weights of lines are not judged",
        ),
        Unjudged::Unread => word(
            lang,
            "読み切れなかったページ。用紙と内容は判定していない",
            "could not be read to its end: paper and content are not judged",
        ),
        Unjudged::Away => word(
            lang,
            "様式のページと重ならない画像。何も判定していない",
            "a picture that does not lie on the form's page: nothing is judged",
        ),
        Unjudged::Unlike => word(
            lang,
            "固定文言の三割余りが様式と違って見える画像。別の様式かもしれない",
            "more than three tenths of the fixed words look otherwise: it may be another form",
        ),
        Unjudged::Soft => word(
            lang,
            "ぼけた画像。見えない罫線や文字も、無いとは言えない",
            "a soft picture: rules and words that are not seen may be there",
        ),
        Unjudged::Mute => word(
            lang,
            "文字の分からないページ（アウトラインなど）。固定文言と値の過半を判定していない",
            "words without a text (outlines, for one): most words and values are not judged",
        ),
        Unjudged::Seal => word(
            lang,
            "公印。見本の様式には無い（--params と --live で判定する）",
            "the seal: the specimen has none (it is judged with --params and --live)",
        ),
        Unjudged::Text(item) => {
            let (ja, en) = (format!("項目「{item}」の文字"), format!("the text of {item}"));
            return word(lang, &ja, &en).to_owned();
        }
        Unjudged::Words(count) => {
            let (ja, en) = (
                format!("固定文言 {count} か所の文字"),
                format!("the text of {count} fixed words"),
            );
            return word(lang, &ja, &en).to_owned();
        }
    };
    said.to_owned()
}

/// Text between the tags of XML and HTML, or in quotes.
pub(super) fn escaped(text: &str) -> String {
    let escape = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        c if c.is_control() && c != '\n' => " ".to_owned(),
        c => c.to_string(),
    };
    text.chars().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("<a & \"b\">\u{7}"), "&lt;a &amp; &quot;b&quot;&gt; ");
    }
}
