//! Invented people. Every family name says that it is a sample.

use fastrand::Rng;

/// A name and its reading.
pub(super) type Named = (&'static str, &'static str);

const FAMILIES: [Named; 3] = [("見本", "ミホン"), ("架空", "カクウ"), ("例示", "レイジ")];
const MEN: [Named; 6] = [
    ("太郎", "タロウ"),
    ("一郎", "イチロウ"),
    ("次郎", "ジロウ"),
    ("健", "ケン"),
    ("誠", "マコト"),
    ("大輔", "ダイスケ"),
];
const WOMEN: [Named; 6] = [
    ("花子", "ハナコ"),
    ("春子", "ハルコ"),
    ("夏美", "ナツミ"),
    ("秋代", "アキヨ"),
    ("さくら", "サクラ"),
    ("文", "フミ"),
];

/// Characters whose form the encoding alone does not tell, or that smaller sets lack: sequences of
/// Moji_Joho that the embedded face has, 髙 﨑 栁 德 of IBM's and NEC's lists, 𠮷 of plane 2,
/// compatibility ideographs that normalisation would replace.
pub(super) const VARIANTS: [Named; 12] = [
    ("葛\u{E0102}", "カツ"),
    ("辻\u{E0102}", "ツジ"),
    ("邉\u{E0110}", "ベ"),
    ("邊\u{E0109}", "ベ"),
    ("髙", "タカ"),
    ("﨑", "サキ"),
    ("栁", "ヤナギ"),
    ("德", "トク"),
    ("𠮷", "ヨシ"),
    ("\u{FA19}", "カミ"),
    ("\u{FA11}", "サキ"),
    ("齋\u{E0102}", "サイ"),
];

/// A person.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) family: String,
    pub(super) family_kana: String,
    pub(super) given: String,
    pub(super) given_kana: String,
    pub(super) woman: bool,
    pub(super) foreign: bool,
    /// 1 for the head of the household.
    pub(super) number: u64,
    /// Year of birth.
    pub(super) born: i32,
}

/// What the people of a record share.
#[derive(Clone, Default)]
pub(super) struct Household {
    pub(super) head: Option<Person>,
}

/// A Japanese resident of a household.
pub(super) fn resident(random: &mut Rng, household: &Household, number: u64) -> Person {
    let (family, family_kana) = match &household.head {
        Some(head) if !head.foreign => (head.family.clone(), head.family_kana.clone()),
        _ => {
            let (family, kana) = pick(random, &FAMILIES);
            (family.to_owned(), kana.to_owned())
        }
    };
    let woman = random.bool();
    let (given, given_kana) = pick(random, if woman { &WOMEN } else { &MEN });
    // A head of a household is grown up; the others are the children.
    let born = match &household.head {
        None => random.i32(1940..=2000),
        Some(head) => random.i32(head.born + 20..=(head.born + 45).min(2024)),
    };
    Person {
        family,
        family_kana,
        given: given.to_owned(),
        given_kana: given_kana.to_owned(),
        woman,
        foreign: false,
        number,
        born,
    }
}

impl Person {
    /// With a character of [`VARIANTS`] in both names.
    pub(super) fn varied(mut self, step: usize) -> Self {
        let (family, family_kana) = VARIANTS[step % VARIANTS.len()];
        let (given, given_kana) = VARIANTS[(step + 1) % VARIANTS.len()];
        self.family.push_str(family);
        self.family_kana.push_str(family_kana);
        self.given.insert_str(0, given);
        self.given_kana.insert_str(0, given_kana);
        self
    }

    /// A foreign resident with a long name.
    pub(super) fn foreign(mut self) -> Self {
        let given = if self.woman { "マリア" } else { "ホセ" };
        (self.given, self.given_kana) = (given.to_owned(), given.to_owned());
        self.foreign = true;
        self
    }

    /// Family and given name with one full-width space between them.
    pub(super) fn name(&self) -> String {
        format!("{}\u{3000}{}", self.family, self.given)
    }

    /// Its reading.
    pub(super) fn kana(&self) -> String {
        format!("{}\u{3000}{}", self.family_kana, self.given_kana)
    }

    /// A name in Latin letters, as the passport has it.
    pub(super) fn latin(&self) -> String {
        let given = if self.woman { "MARIA ISABELLA FRANCISCA" } else { "JOSE ANTONIO ALEJANDRO" };
        format!("MIHON KAKUU {given} CAROLINA DE LA REIJI NUMBER {}", word(self.number))
    }
}

/// A number in letters: names have no digits.
fn word(number: u64) -> &'static str {
    const WORDS: [&str; 5] = ["ONE", "TWO", "THREE", "FOUR", "FIVE"];
    WORDS[(number.saturating_sub(1) % 5) as usize]
}

fn pick(random: &mut Rng, names: &[Named]) -> Named {
    names[random.usize(..names.len())]
}
