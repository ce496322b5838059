//! Any bytes as a PDF: opened or refused, and every page read.
//!
//! What the interpreter stumbles over is caught and becomes `P039`; a panic in our own code, too
//! much memory and too much time stay faults. Every place where the interpreter panics is printed
//! with how often it did so far (`panic of others`), and `run` adds them up.
#![no_main]

use std::collections::BTreeMap;
use std::sync::{Mutex, Once};

use chohyo_engine::readback::{Limits, ReadDocument};
use libfuzzer_sys::fuzz_target;

static HOOK: Once = Once::new();
static OTHERS: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

/// Counts a panic of others: printed the first time, then whenever the count has doubled.
fn count(place: String) {
    let Ok(mut others) = OTHERS.lock() else { return };
    let count = others.entry(place.clone()).or_default();
    *count += 1;
    if count.is_power_of_two() {
        eprintln!("panic of others: {count} x {place}");
    }
}

/// Lets panics of the interpreter's crates pass, counted: the reader catches them.
fn hook() {
    let abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let ours = |place: &str| place.contains("engine/src") || place.contains("fonts/src");
        match info.location().filter(|place| !ours(place.file())) {
            Some(place) => {
                let file = place.file().rsplit("/src/index").next().unwrap_or_default();
                let file = file.split_once('/').map_or(file, |(_, file)| file);
                count(format!("{file}:{}", place.line()));
            }
            None => abort(info),
        }
    }));
}

fuzz_target!(|data: &[u8]| {
    HOOK.call_once(hook);
    let Ok(file) = ReadDocument::open(data.to_vec(), Limits::default()) else { return };
    let (mut quick, pages) = (file.reader(), file.pages().take(20));
    for (index, page) in pages.enumerate() {
        if let Some((read, true)) = quick.quick(index) {
            assert!(read == page, "read without the interpreter it is another page");
        }
        let lines: usize = page.lines().iter().map(|line| line.glyphs.len()).sum();
        assert!(lines <= page.glyphs.len() && page.textless() <= page.glyphs.len());
        let text: usize = (0..page.glyphs.len()).map(|at| page.text_of(at).len()).sum();
        assert!(text < 1 << 30);
    }
});
