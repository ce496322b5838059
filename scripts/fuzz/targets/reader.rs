//! Any bytes as a PDF: opened or refused, and every page read.
//!
//! What the interpreter stumbles over is caught and becomes `P039`; a panic in our own code, too
//! much memory and too much time stay faults.
#![no_main]

use std::sync::Once;

use chohyo_engine::readback::{Limits, ReadDocument};
use libfuzzer_sys::fuzz_target;

static HOOK: Once = Once::new();

/// Lets panics of the interpreter's crates pass: the reader catches them.
fn hook() {
    let abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let ours = |place: &str| place.contains("engine/src") || place.contains("fonts/src");
        if info.location().is_none_or(|place| ours(place.file())) {
            abort(info);
        }
    }));
}

fuzz_target!(|data: &[u8]| {
    HOOK.call_once(hook);
    let Ok(file) = ReadDocument::open(data.to_vec(), Limits::default()) else { return };
    for page in file.pages().take(20) {
        let lines: usize = page.lines().iter().map(|line| line.glyphs.len()).sum();
        assert!(lines <= page.glyphs.len() && page.textless() <= page.glyphs.len());
        let text: usize = (0..page.glyphs.len()).map(|at| page.text_of(at).len()).sum();
        assert!(text < 1 << 30);
    }
});
