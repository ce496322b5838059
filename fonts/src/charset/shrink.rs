//! 縮退: what a character may become in JIS X 0213 or JIS X 0208, by which rule, and whether a
//! person must decide.

use super::kuten::Kuten;
use super::mj::Mj;
use super::shrink_map::ShrinkMap;
use super::tables::SHRINK;

/// The character set to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// JIS X 0213:2004.
    X0213,
    /// JIS X 0208:1997.
    X0208,
}

impl Target {
    fn has(self, kuten: Kuten) -> bool {
        match self {
            Self::X0213 => true,
            Self::X0208 => kuten.in_x0208(),
        }
    }
}

/// Where a candidate comes from, in the order of certainty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The city's own map.
    City,
    /// A map of 行政事務標準文字.
    MjPlus,
    /// The character is in JIS X 0213, or 一覧表 names its 面区点位置.
    Direct,
    /// 縮退マップ: JIS包摂規準・UCS統合規則.
    Unification,
    /// 縮退マップ: 戸籍統一文字情報 親字・正字; the rank is ホップ数.
    Koseki,
    /// 縮退マップ: 法務省告示582号別表第四 一; the rank is 順位.
    Moj582First,
    /// 縮退マップ: 法務省告示582号別表第四 二; the rank is 順位.
    Moj582Second,
    /// 縮退マップ: 民一2842号通達別表 誤字俗字・正字一覧表, 俗字.
    Min1Zoku,
    /// 縮退マップ: 民一2842号通達別表 誤字俗字・正字一覧表, 別字.
    Min1Betsu,
    /// 縮退マップ: 民一2842号通達別表 誤字俗字・正字一覧表, no mark.
    Min1Plain,
    /// 縮退マップ: 民二5202号通知別表 正字・俗字等対照表.
    Min2,
    /// 縮退マップ: 読み・字形による類推.
    Analogy,
    /// 縮退マップ: 辞書類等による関連字.
    Dictionary,
}

impl Rule {
    /// All rules in the order of certainty.
    pub const ALL: [Self; 13] = [
        Self::City,
        Self::MjPlus,
        Self::Direct,
        Self::Unification,
        Self::Koseki,
        Self::Moj582First,
        Self::Moj582Second,
        Self::Min1Zoku,
        Self::Min1Betsu,
        Self::Min1Plain,
        Self::Min2,
        Self::Analogy,
        Self::Dictionary,
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::MjPlus => "mj-plus",
            Self::Direct => "direct",
            Self::Unification => "unification",
            Self::Koseki => "koseki",
            Self::Moj582First => "moj582-first",
            Self::Moj582Second => "moj582-second",
            Self::Min1Zoku => "min1-zoku",
            Self::Min1Betsu => "min1-betsu",
            Self::Min1Plain => "min1-plain",
            Self::Min2 => "min2",
            Self::Analogy => "analogy",
            Self::Dictionary => "dictionary",
        }
    }

    /// The rule of a word in a file.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
    }

    /// The name of the rule's source in Japanese.
    pub fn title(self) -> &'static str {
        match self {
            Self::City => "市区町村の縮退表",
            Self::MjPlus => "行政事務標準文字の縮退表",
            Self::Direct => "JIS X 0213 の文字",
            Self::Unification => "JIS包摂規準・UCS統合規則",
            Self::Koseki => "戸籍統一文字情報 親字・正字",
            Self::Moj582First => "法務省告示582号別表第四 一",
            Self::Moj582Second => "法務省告示582号別表第四 二",
            Self::Min1Zoku => "民一2842号通達別表 俗字",
            Self::Min1Betsu => "民一2842号通達別表 別字",
            Self::Min1Plain => "民一2842号通達別表 無印",
            Self::Min2 => "民二5202号通知別表 正字・俗字等対照表",
            Self::Analogy => "読み・字形による類推",
            Self::Dictionary => "辞書類等による関連字",
        }
    }

    /// The rule of a number in `shrink.bin`.
    fn of_table(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number) + Self::Unification as usize).copied()
    }
}

/// Whether a rule may decide without a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decides {
    /// Its best candidate is taken, if no other candidate of the rule has the same rank.
    Always,
    /// Its candidate is taken if no rule has another one.
    WhenUnique,
    /// A person decides.
    Never,
}

impl Decides {
    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::WhenUnique => "when-unique",
            Self::Never => "never",
        }
    }

    /// The value of a word in a file.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Always, Self::WhenUnique, Self::Never].into_iter().find(|it| it.word() == word)
    }
}

/// Which rules may decide alone. Only the most certain rule that has a candidate is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy([Decides; Rule::ALL.len()]);

impl Default for Policy {
    /// The city's and 行政事務標準文字's maps, the character itself, unification and 親字・正字
    /// decide; the 法務省 tables decide when there is one candidate; analogy and dictionaries never.
    fn default() -> Self {
        Self(Rule::ALL.map(|rule| match rule {
            Rule::City | Rule::MjPlus | Rule::Direct | Rule::Unification | Rule::Koseki => {
                Decides::Always
            }
            Rule::Analogy | Rule::Dictionary => Decides::Never,
            _ => Decides::WhenUnique,
        }))
    }
}

impl Policy {
    /// Sets what a rule may do.
    pub fn set(&mut self, rule: Rule, decides: Decides) {
        self.0[rule as usize] = decides;
    }

    /// What a rule may do.
    pub fn decides(&self, rule: Rule) -> Decides {
        self.0[rule as usize]
    }
}

/// What a character may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The text; the character itself if the target has it.
    pub text: String,
    /// Its code.
    pub kuten: Kuten,
    /// The most certain rule that names it.
    pub rule: Rule,
    /// The rule's rank of it, best first: ホップ数, 順位, or a map's rank; 0 where the rule has none.
    pub rank: u8,
}

/// The outcome of [`shrink`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shrunk {
    /// The policy lets a rule decide.
    One(Candidate),
    /// A person decides (要確認): the candidates, best first; perhaps only one.
    Many(Vec<Candidate>),
    /// The tables know no candidate.
    None,
}

/// What a cluster becomes in a target character set.
///
/// A text without an MJ name has itself as its only candidate, besides those of `maps`; a
/// sequence of another collection has none, for its base may be another form.
pub fn shrink(cluster: &str, target: Target, policy: &Policy, maps: &[ShrinkMap]) -> Shrunk {
    let candidates = candidates(cluster, target, maps);
    let Some(best) = candidates.first() else { return Shrunk::None };
    let place = (best.rule, best.rank);
    let alone = match policy.decides(best.rule) {
        Decides::Always => candidates.iter().filter(|it| (it.rule, it.rank) == place).count() == 1,
        Decides::WhenUnique => candidates.len() == 1,
        Decides::Never => false,
    };
    if alone { Shrunk::One(best.clone()) } else { Shrunk::Many(candidates) }
}

/// All candidates, best first, each code once.
fn candidates(cluster: &str, target: Target, maps: &[ShrinkMap]) -> Vec<Candidate> {
    let itself = Kuten::of(cluster);
    let mj = Mj::of(cluster);
    let direct = itself.or_else(|| mj?.codes().x0213).map(|kuten| (Rule::Direct, 0, kuten));
    let mut found: Vec<_> = maps.iter().flat_map(|map| map.candidates(cluster)).collect();
    found.extend(direct);
    found.extend(mj.into_iter().flat_map(listed));
    found.retain(|&(_, _, kuten)| target.has(kuten));
    found.sort_by_key(|&(rule, rank, _)| (rule, rank));
    let mut candidates: Vec<Candidate> = Vec::with_capacity(found.len());
    for (rule, rank, kuten) in found {
        if candidates.iter().all(|known| known.kuten != kuten) {
            let text =
                if itself == Some(kuten) { cluster.to_owned() } else { kuten.text().to_string() };
            candidates.push(Candidate { text, kuten, rule, rank });
        }
    }
    candidates
}

/// The rows of 縮退マップ for an MJ.
fn listed(mj: Mj) -> impl Iterator<Item = (Rule, u8, Kuten)> {
    let start = SHRINK.partition_point(|&row| number(row) < mj.number());
    let rows = SHRINK.get(start..).unwrap_or_default().iter();
    rows.take_while(move |&&row| number(row) == mj.number()).filter_map(
        |&[_, _, place, low, high]| {
            let kuten = Kuten::from_index(u16::from_le_bytes([low, high]))?;
            Some((Rule::of_table(place & 0xF)?, place >> 4 & 7, kuten))
        },
    )
}

/// The MJ number of a row of `shrink.bin`.
fn number([low, high, place, ..]: [u8; 5]) -> u32 {
    u32::from_le_bytes([low, high, place >> 7, 0])
}
