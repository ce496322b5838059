//! Text to glyph ids: 20-character names with one variation sequence, all of them warm, as ratios
//! to two baselines in the same run.
//!
//! - `harfrust`: the shaper, with a kept plan and a buffer used again, a whole name in one call;
//! - `skrifa_cmap`: a look-up in the font's own `cmap` and `hmtx` for each character, no clusters.
//!
//! `cargo bench -p chohyo-fonts --bench shaping` prints the ratios first: medians of rounds that
//! take turns, so that a change of the machine's pace meets all three.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::Instant;

use chohyo_fonts::{Direction, Face, FaceId, FontRole, FontSet, FontSource, Setting};
use divan::Bencher;
use skrifa::Font;
use skrifa::font::Blob;

/// Rounds of the printed ratios.
const ROUNDS: usize = 401;

/// Characters that invented names are made of; after the bar, such with a selector of Moji_Joho.
const PLAIN: &str = "見本山田川中村佐藤鈴木高橋渡辺伊東林清水池崎森阿部石井上原小野寺岡本松\
    竹内金子和一二三四五郎太美恵子真由香里花優斗翔蓮陽菜結衣さくらあおいひなたユイリナマリアンー々髙﨑𠮷邉齋";
const SEQUENCES: [&str; 8] = [
    "葛\u{E0102}",
    "辻\u{E0102}",
    "邊\u{E0108}",
    "齋\u{E0102}",
    "神\u{E0103}",
    "榊\u{E0102}",
    "祇\u{E0102}",
    "芦\u{E0102}",
];

static FONTS: LazyLock<FontSet> = LazyLock::new(|| {
    let files = [
        "ipamjm.ttf",
        "BIZUDMincho-Regular.ttf",
        "BIZUDGothic-Regular.ttf",
        "BIZUDGothic-Bold.ttf",
        "OCRB.otf",
    ];
    let source = |(file, role): (&str, FontRole)| FontSource {
        name: file.to_owned(),
        role,
        data: read(file).into(),
    };
    FontSet::new(files.into_iter().zip(FontRole::ALL).map(source).collect()).unwrap()
});

/// The file of the MJ face.
static MJ: LazyLock<Vec<u8>> = LazyLock::new(|| read("ipamjm.ttf"));

/// The MJ face again, for the baselines.
static FONT: LazyLock<Font> =
    LazyLock::new(|| Font::new(Blob::from(read("ipamjm.ttf")), 0).unwrap());

/// 64 names of 20 characters, one of them with a selector.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let plain: Vec<char> = PLAIN.chars().collect();
    let mut dice = 20_260_401_u64;
    let mut roll = move |sides: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (dice >> 33) as usize % sides
    };
    let mut name = || {
        let at = roll(20);
        let mut name = String::new();
        (0..20).for_each(|place| match place {
            place if place == at => name.push_str(SEQUENCES[roll(SEQUENCES.len())]),
            _ => name.push(plain[roll(plain.len())]),
        });
        name
    };
    (0..64).map(|_| name()).collect()
});

fn read(file: &str) -> Vec<u8> {
    std::fs::read(format!("{}/data/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn main() {
    if std::env::args().any(|argument| argument == "--bench") {
        ratios();
    }
    divan::main();
}

fn ratios() {
    let mut shaper = Shaper::new(Direction::Horizontal);
    let mut down = Shaper::new(Direction::Vertical);
    let mut times = [const { Vec::<f64>::new() }; 5];
    for _ in 0..ROUNDS {
        let round = [
            time(|name| chohyo(name, Direction::Horizontal)),
            time(|name| shaper.shape(name)),
            time(skrifa_cmap),
            time(|name| chohyo(name, Direction::Vertical)),
            time(|name| down.shape(name)),
        ];
        times.iter_mut().zip(round).for_each(|(all, one)| all.push(one));
    }
    let [own, harfrust, cmap, own_down, harfrust_down] = times.map(|mut all| {
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    });
    println!(
        "a name, horizontal: chohyo {own:.0} ns, harfrust {harfrust:.0} ns, skrifa cmap {cmap:.0} ns"
    );
    println!("  ratio to harfrust {:.3}, to skrifa cmap {:.3}", own / harfrust, own / cmap);
    println!("a name, vertical:   chohyo {own_down:.0} ns, harfrust {harfrust_down:.0} ns");
    println!("  ratio to harfrust {:.3}", own_down / harfrust_down);
}

/// Nanoseconds of a name, over all names.
fn time(mut shape: impl FnMut(&str)) -> f64 {
    let start = Instant::now();
    NAMES.iter().for_each(|name| shape(black_box(name)));
    start.elapsed().as_nanos() as f64 / NAMES.len() as f64
}

fn chohyo(name: &str, direction: Direction) {
    let setting = Setting::from(direction);
    black_box(FONTS.shape(FontRole::Mincho, name, setting).unwrap());
}

fn skrifa_cmap(name: &str) {
    let (charmap, metrics) = (FONT.charmap(), FONT.glyph_metrics());
    let mut chars = name.chars().peekable();
    let mut glyphs = Vec::with_capacity(20);
    while let Some(base) = chars.next() {
        let selector = chars.next_if(|c| *c >= '\u{E0100}');
        let gid = match selector {
            Some(selector) => charmap.map_unicode_variant(base, selector),
            None => charmap.map_unicode(base),
        };
        let gid = gid.unwrap();
        glyphs.push((gid, metrics.h_advance_exact(gid)));
    }
    black_box(glyphs);
}

/// harfrust as its users call it.
struct Shaper {
    plan: harfrust::ShapePlan,
    buffer: harfrust::Buffer,
}

impl Shaper {
    fn new(direction: Direction) -> Self {
        let direction = match direction {
            Direction::Horizontal => harfrust::Direction::LeftToRight,
            Direction::Vertical => harfrust::Direction::TopToBottom,
        };
        let script = Some(harfrust::Script::HAN);
        let plan = harfrust::ShapePlan::new(&FONT, direction, script, None, &[]);
        Self { plan, buffer: harfrust::Buffer::new() }
    }

    fn shape(&mut self, name: &str) {
        self.buffer.clear();
        self.buffer.push_str(name);
        self.buffer.set_direction(self.plan.direction());
        self.buffer.set_script(self.plan.script());
        let options = harfrust::ShapeOptions::new().plan(Some(&self.plan));
        let font = harfrust::ShaperFont::new(&FONT);
        harfrust::shape(&font, &mut self.buffer, options).unwrap();
        black_box((self.buffer.glyph_infos(), self.buffer.glyph_positions()));
    }
}

#[divan::bench(args = [Direction::Horizontal, Direction::Vertical])]
fn name(bencher: Bencher<'_, '_>, direction: Direction) {
    let mut names = NAMES.iter().cycle();
    bencher.bench_local(|| chohyo(names.next().unwrap(), direction));
}

#[divan::bench(args = [Direction::Horizontal, Direction::Vertical])]
fn name_harfrust(bencher: Bencher<'_, '_>, direction: Direction) {
    let (mut names, mut shaper) = (NAMES.iter().cycle(), Shaper::new(direction));
    bencher.bench_local(|| shaper.shape(names.next().unwrap()));
}

#[divan::bench]
fn name_skrifa_cmap(bencher: Bencher<'_, '_>) {
    let mut names = NAMES.iter().cycle();
    bencher.bench_local(|| skrifa_cmap(names.next().unwrap()));
}

/// Opening the MJ face: what every process pays.
#[divan::bench]
fn open(bencher: Bencher<'_, '_>) {
    let data = &**MJ;
    bencher.bench_local(|| Face::open(FaceId(0), String::new(), data.into()).unwrap());
}

/// The first look-up by name, which reads all names: what a process pays once if a text has a
/// glyph without a code.
#[divan::bench]
fn first_look_up_by_name(bencher: Bencher<'_, '_>) {
    let data = &**MJ;
    let face = || Face::open(FaceId(0), String::new(), data.into()).unwrap();
    bencher.with_inputs(face).bench_local_values(|face| {
        assert!(face.glyph_by_name("mj014004").is_some());
        face
    });
}

/// A name of 20 characters that were never drawn before: what is kept is made.
#[divan::bench]
fn name_cold(bencher: Bencher<'_, '_>) {
    let data = &**MJ;
    let face = || Face::open(FaceId(0), String::new(), data.into()).unwrap();
    bencher.with_inputs(face).bench_local_values(|face| {
        black_box(face.shape(&NAMES[0], Setting::default()).unwrap());
        face
    });
}
