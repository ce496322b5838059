//! Same input, same bytes: twice in one process, in another order, and on several threads.

use std::path::Path;
use std::sync::LazyLock;

use chohyo_golden::{Case, Workspace};

static ROOT: LazyLock<&Path> = LazyLock::new(|| {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("golden/ is in the workspace")
});
static WORKSPACE: LazyLock<Workspace> =
    LazyLock::new(|| Workspace::read(&ROOT).expect("layouts and fonts"));

/// PDF and pictures of a case.
fn bytes(case: &Case) -> (Vec<u8>, Vec<Vec<u8>>) {
    let made = WORKSPACE.make(case).expect("the case composes");
    (made.pdf, made.pictures)
}

#[test]
fn the_same_bytes_in_any_order_and_on_any_thread() {
    let cases = chohyo_golden::cases(&ROOT).expect("golden/cases.toml");
    let first: Vec<_> = cases.iter().map(bytes).collect();
    std::thread::scope(|scope| {
        let again = scope.spawn(|| cases.iter().map(bytes).collect::<Vec<_>>());
        let backwards = scope.spawn(|| cases.iter().rev().map(bytes).collect::<Vec<_>>());
        assert!(again.join().expect("thread ends") == first, "a thread gives other bytes");
        let mut backwards = backwards.join().expect("thread ends");
        backwards.reverse();
        assert!(backwards == first, "another order gives other bytes");
    });
}
