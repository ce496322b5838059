use super::*;
use crate::compose::testing::mincho;
use crate::length::Length;

/// `text ; width in em ; expected lines, divided by |`. Full-width characters are one em wide.
const CASES: &str = r"
一二三四五六七八 ; 4 ; 一二三四|五六七八
一二三四五 ; 5 ; 一二三四五
一二三四五六 ; 5 ; 一二三四五|六
今日は晴れ。明日 ; 5 ; 今日は晴|れ。明日
今日は晴、明日 ; 4 ; 今日は|晴、明日
一二三四」五 ; 4 ; 一二三|四」五
一二三「四五 ; 4 ; 一二三|「四五
一二「三四五 ; 3 ; 一二|「三四|五
一二（三）四 ; 3 ; 一二|（三）|四
一二三。」四五 ; 4 ; 一二|三。」四|五
学校っ子の本 ; 2 ; 学|校っ|子の|本
コーヒーを ; 3 ; コー|ヒーを
コンピュータ ; 4 ; コン|ピュータ
人々の時 ; 1 ; 人|々|の|時
人々の時 ; 2 ; 人々|の時
ちょっと待て ; 3 ; ちょっ|と待て
一二……三四 ; 3 ; 一二|……三|四
一二――三四 ; 3 ; 一二|――三|四
平成１２３年 ; 3 ; 平成|１２３|年
令和１２３４年 ; 4 ; 令和|１２３４|年
金額１２％増 ; 4 ; 金額|１２％増
代金￥５００ ; 3 ; 代金|￥５０|０
見本　太郎 ; 3 ; 見本　|太郎
見本　太郎 ; 2 ; 見本　|太郎
見本 太郎 ; 2 ; 見本 |太郎
葛󠄂飾区葛󠄃西 ; 3 ; 葛󠄂飾区|葛󠄃西
葛󠄂葛󠄃葛󠄂 ; 2 ; 葛󠄂葛󠄃|葛󠄂
彼らの“約束”の日 ; 4 ; 彼らの|“約束”|の日
一二……三四 ; 2 ; 一二|……|三四
中央一丁目１番１号 ; 5 ; 中央一丁目|１番１号
申請をする・しない ; 5 ; 申請をす|る・しない
そうか？そうだ ; 3 ; そう|か？そ|うだ
ＭＡＲＩＡ　ＡＮＮＡ ; 7 ; ＭＡＲＩＡ　|ＡＮＮＡ
ＡＢＣ会館 ; 4 ; ＡＢＣ会|館
第１号（第２号を除く。）の額 ; 6 ; 第１号（第２|号を除く。）|の額
【空欄】の欄 ; 4 ; 【空欄】|の欄
、。、。あ ; 2 ; 、。|、。|あ
第一条\n第二条 ; 5 ; 第一条|第二条
第一条\n\n第二条 ; 5 ; 第一条||第二条
〒100 見本市 ; 9 ; 〒100 見本市
";

fn plain(text: &Measured) -> Breaker<'_> {
    Breaker::new(text, LineRules::default())
}

fn break_all(text: &str, em: i64) -> Option<Vec<String>> {
    let measured = mincho(text);
    let limit = measured.units_in(Length::pt(em), Length::pt(1), 100);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < measured.clusters.len() {
        let line = plain(&measured).next_line(start, limit, Effort::Anywhere)?;
        assert!(line.width <= limit, "{text:?} in {em} em: a line is too wide");
        start = line.clusters.end;
        let clusters = &measured.clusters[line.clusters];
        let bytes = clusters[0].text.start..clusters[clusters.len() - 1].text.end;
        lines.push(measured.text[bytes].trim_end_matches('\n').to_owned());
    }
    Some(lines)
}

#[test]
fn lines_of_data() {
    for case in CASES.lines().filter(|line| !line.is_empty()) {
        let mut fields = case.split(';').map(str::trim_ascii);
        let (Some(text), Some(em), Some(expected)) = (fields.next(), fields.next(), fields.next())
        else {
            panic!("`{case}` has no three fields")
        };
        let text = text.replace("\\n", "\n");
        let lines = break_all(&text, em.parse().expect("whole em")).unwrap_or_default();
        let expected: Vec<&str> = expected.split('|').collect();
        assert_eq!(lines, expected, "{text:?} in {em} em");
    }
}

#[test]
fn foreign_names_break_at_spaces_first() {
    let name = "Maria Guadalupe Hernandez y Garcia de la Concepcion";
    let lines = break_all(name, 9).unwrap_or_default();
    assert!(lines.len() > 2 && lines.iter().rev().skip(1).all(|line| line.ends_with(' ')));
    assert_eq!(lines.concat(), name);
}

#[test]
fn a_word_without_an_opportunity_needs_effort() {
    let measured = mincho(&"W".repeat(120));
    let limit = measured.units_in(Length::pt(10), Length::pt(1), 100);
    assert_eq!(plain(&measured).next_line(0, limit, Effort::Opportunities), None);
    let line = plain(&measured).next_line(0, limit, Effort::Anywhere).expect("breaks in the word");
    assert!(line.width <= limit && line.clusters.len() > 5);
}

#[test]
fn a_cluster_wider_than_the_line_has_no_line() {
    let measured = mincho("国");
    assert_eq!(plain(&measured).next_line(0, 10, Effort::Anywhere), None);
}
